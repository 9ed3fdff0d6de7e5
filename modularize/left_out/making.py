"""What a paper, a guideline or a saved page says of itself: how it was made, who paid, what it costs, where to click.

Each reason is true of the words alone; a sentence that advises or reports is never left out for one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from modularize.left_out.keepers import KEEPER, of_keeper
from modularize.left_out.workings import HOW_FOUND, tells_how_found
from modularize.sentences.advice import advises

__all__ = ["PRICE", "names_price", "of_making", "tells_approval"]

MADE = "tells how the document was made, by whom or for whom: it states nothing of a medicine or a disease"
RIGHTS = "copyright, licence or citation of the document itself"
WEB = "words that guide through a web page"
PRICE = "a price or how to book: no medical statement"
RESEARCH = "what is still to be studied: it advises nothing"
SOURCE = "bibliographic reference: listed with the modules that cite it"
GRADED = "note on how the evidence of a table was graded: it is read with the table"
POINTS = "only says where something stands, or what a part of the document is for"

_MADE_HEADING = re.compile(
    r"\W*(?:[A-Z]?\d[\d.]*\s*)?(?:acknowledge?ments?|contribut(?:ors?|ions?)\b.{0,40}|funding\b.{0,40}|"
    r"(?:declarations?|"
    r"management|conflicts?) of (?:competing )?interests?\b.{0,60}|competing interests?|disclosures?|"
    r"guideline development (?:group|methodology|methods?|process)\b.{0,30}|methodologists?|"
    r"external (?:review(?:ers?)?|"
    r"contributors?)\b.{0,40}|observers|(?:overall )?coordination|steering (?:group|committee)\b.{0,30}|(?:methods|"
    r"process) (?:for|of) (?:developing|development of)? ?(?:the |these )?(?:guidelines?|recommendations?)\b.{0,60}|"
    r"(?:annex|appendix)\b.{0,20}process for developing.{0,60}|(?:updating|dissemination)(?: and \w+)?|"
    r"objectives? and (?:intended|target) audience|(?:target )?audience|scope(?: and purpose)?|"
    r"about (?:this|the) (?:guideline|document|review|report|page|author)s?|about us|authors?(?: contributions?)?|"
    r"author information|search strategy(?: and selection criteria)?|data sources and searches|editorial.{0,40}|"
    r"(?:list of )?abbreviations(?: and acronyms)?|glossary|web annex(?:es)?\b.{0,80}|copyright.{0,40}|disclaimer|"
    r"provenance and peer review|"
    r"danksagung\w*|interessenkonflikte?|interessenkonfliktregulierung|finanzierung(?: der leitlinie)?|"
    r"impressum|herausgebende.{0,40}|federführende.{0,40}|beteiligte (?:fachgesellschaften|autor).{0,40}|"
    r"(?:geltungsbereich und zweck|zielsetzung(?: und fragestellung)?|adressaten(?:kreis)?|versorgungsbereich|"
    r"zusammensetzung der leitliniengruppe.{0,60}|methodi(?:k|sches vorgehen)|methodische grundlagen?|"
    r"systematische (?:literatur)?recherche.{0,40}|strukturierte konsensfindung|(?:externe )?begutachtung.{0,40}|"
    r"verabschiedung.{0,60}|gültigkeitsdauer.{0,60}|abkürzungs?(?:verzeichnis|en)|autorenverzeichnis|haftungs\w+)|"
    r"(?:[一二三四五六七八九十]+[、.．]\s*)?(?:共识|指南)(?:的)?(?:制定|制订|形成|编写|更新)(?:的)?(?:方法|过程|"
    r"流程|背景|目的|说明)?(?:与.{0,12})?|"
    r"(?:编写|制[定订])说明|.{0,6}(?:文献)?检索(?:策略|方法)[:：]?|利益冲突(?:声明)?|作者贡献(?:声明)?|基金项目|致谢|"
    r"缩略[语词](?:表)?|(?:执笔|参编|编写|"
    r"编审|共识).{0,8}(?:专家|人员|名单|成员|委员会).{0,20}|版权.{0,10}|免责声明|"
    r"(?:本)?(?:ガイドライン|手引き?|指針|書)?(?:の)?(?:作成|改訂)(?:の)?(?:方法|経緯|目的|委員会?|手順|組織|過程|"
    r"にあたって).{0,12}|"
    r"利益相反.{0,14}|謝辞|文献検索.{0,10}|略語(?:一覧|集|表)?|著作権.{0,10}|免責事項|お問い?合わせ.{0,10}|会員名簿|"
    r"(?:執筆|編集|査読)者.{0,12}|"
    r"更新履歴|改訂履歴|このサイトについて|サイトマップ|利用規約"
    r")\W*",
    re.IGNORECASE,
)
"""Headings of what a document says of itself, over nothing else."""
_PEOPLE_HEADING = re.compile(
    r"\W*(?:[A-Z]?\d[\d.]*\s*)?(?:acknowledge?ments?|contributors?|(?:declarations?|management|"
    r"conflicts?) of (?:competing )?"
    r"interests?|(?:annex|appendix)\b.{0,20}process for developing.{0,60}|danksagung|impressum|致谢|謝辞|"
    r"利益相反.{0,14}|"
    r"methodik|methods? and process\b.{0,30})\W*",
    re.IGNORECASE,
)
"""Those that hold for all headings under them."""
_CHAPTER = re.compile(
    r"\W*\d{1,2}[.)]?\s+(?:(?:guideline )?(?:development )?(?:process and )?methods?\b.{0,60}|methodology\b.{0,40}|"
    r"guideline development\b"
    r".{0,60}|(?:publication|disseminat\w+|updating|plans? for)\b.{0,80}(?:disseminat\w*|updat\w*|"
    r"evaluat\w*)?.{0,40}|"
    r"research (?:priorities|gaps|needs|agenda)\b.{0,40}|methodik\b.{0,40}|methodisches vorgehen.{0,40})|"
    r"\W*(?:(?:web )?annex|appendix|anhang)\s?[A-Z\d]{0,3}[.:]?\s+.{0,80}\b(?:declarations?|conflicts?|contributors?|"
    r"members|participants|surveys?|questionnaires?|(?:guideline|expert|review) panel|"
    r"protocol (?:for|of) (?:the |a )?systematic.{0,20}|(?:review|study) protocol|"
    r"methods?|process|search|PICO|evidence profiles?)\b.{0,120}|"
    r"\W*(?:附[录錄]|附件|別添|付録|別紙)\s?\w{0,3}[:：.．、\s]*.{0,20}(?:检索|問卷|问卷|调查表|アンケート|"
    r"文献検索|利益|作成|专家名单|"
    r"名簿|方法).{0,20}|"
    r"\W*[一二三四五六七八九十][、.．]\s*(?:共识|指南)?(?:的)?(?:制[定订]|形成|研究)?(?:的)?(?:方法|过程|流程)\W*|"
    r"\W*(?:guideline (?:development|steering) group|(?:external|peer) review (?:group|panel))(?: members?)?\W*",
    re.IGNORECASE,
)
"""Counted chapters and annexes of a guideline on how it was made: what stands under any heading of theirs is of it."""
_RESEARCH_HEADING = re.compile(
    r"\W*(?:[A-Z]?\d[\d.]*\s*)?(?:(?:[\w-]+[- ]relevant )?research (?:gaps?|needs|agenda|priorities|"
    r"questions?)(?: and \w+)?|"
    r"(?:directions for )?future "
    r"(?:research|directions|work|studies)|recommendations? for (?:future )?research|(?:further|future) research|"
    r"evidence gaps|"
    r"forschungsbedarf|今後の(?:課題|研究).{0,8}|未来(?:研究)?(?:展望|方向))\W*",
    re.IGNORECASE,
)
_ASKS_FOR_STUDIES = re.compile(
    r"\b(?:research|stud(?:y|ies)|evidence|data|trials?|science|evaluat\w*|explor\w*|investigat\w*|understand\w*|"
    r"gaps?|future|"
    r"needed|forschung\w*|untersuch\w*)\b|研究|课题|課題|检验|検討|探索|确立|確立|証|试验|試験|展望",
    re.IGNORECASE,
)
_NEEDS_STUDIES = re.compile(
    r"\b(?:further|more|additional|future|larger|well-designed) (?:\w+ ){0,4}(?:research|studies|trials|"
    r"investigations?|data)"
    r" (?:is|are|will be|would be) (?:\w+ )?(?:needed|required|warranted|necessary)\b|"
    r"\bweitere (?:\w+ ){0,3}(?:Studien|Untersuchungen) (?:sind|werden|wären)\b[^.]{0,40}(?:erforderlich|"
    r"notwendig|nötig|benötigt)|"
    r"(?:需要?|有待|期待)[^。]{0,30}(?:更多|进一步|大样本|高质量|前瞻性)[^。]{0,40}(?:研究|试验|RCT|验证|证实|"
    r"分析|探讨)|"
    r"(?:今後|さらなる)[^。]{0,30}(?:研究|検討|試験|検証)が(?:必要|望まれる|待たれる|期待)",
    re.IGNORECASE,
)
_FINDS = re.compile(
    r"\b(?:effective\w*|superior\w*|improv\w+|reduc\w+|increas\w+|lower\w*|higher|benefit\w*|should|wirksam\w*|"
    r"überlegen\w*)\b|"
    r"优|有效|疗效|显著|降低|升高|推荐|建议|有意|有効|優|改善|低下|推奨",
    re.IGNORECASE,
)
"""Words of a finding, or of advice: what bears them says more than that studies are wanted."""
_ONE_WISH = 260
"""Letters of a sentence that only asks for studies."""
_DOCUMENT = (
    r"(?:guidelines?|guidance|document|publication|report|review|article|paper|manual|handbook|annex|appendix|"
    r"chapter|"
    r"section|statement|consensus|toolkit|fact ?sheet|page|website|factsheet|summary|supplement|protocol|"
    r"abstract|issue|bulletin|newsletter)"
)
_MADE = re.compile(
    rf"\b(?:this|the present|these) {_DOCUMENT}(?: (?:statement|paper|document|article))? (?:is|are|was|were|will|"
    r"provides?|describes?|presents?|summari[sz]es?|aims?|ha(?:s|ve) been|does not|do not|focus\w*|covers?|seeks?|"
    r"intends?|"
    r"reviews?|discusses|outlines?|complements?|updates?|supersedes?|replaces?|contains?|should be (?:read|"
    r"cited|used)|"
    r"highlights|explores|examines|includes?|offers?|builds?|explains?)\b|"
    r"\b(?:in|of|for|to|by|from) this (?:document|guideline|review|article|paper|report|manual|chapter)\b|"
    r"\b(?:GDG|guideline (?:development )?(?:group|panel|committee)|task force|working group|writing (?:group|"
    r"committee)|"
    r"expert panel|consensus group|steering (?:group|committee))\b[^.]{0,80}\b(?:met|convened|members?|composed|"
    r"consisted|comprised|formulated|voted|drafted|declared|disclosed|searched|graded|was (?:asked|formed|"
    r"established)|"
    r"were (?:asked|invited|selected|appointed)|meetings?|identified (?:research|the following)|held)\b|"
    r"\b(?:literature search|search strateg\w+|we searched|were searched|PRISMA|PROSPERO|systematic review team|"
    r"inclusion and exclusion criteria for (?:studies|articles)|two reviewers|PICO|Delphi|peer[- ]review\w*|"
    r"GRADE (?:approach|method\w*|system|working|framework|criteria)|evidence[- ]to[- ]decision|"
    r"(?:certainty|quality|level|strength)s? of (?:the )?(?:evidence|recommendations?) (?:was|were|is|are) (?:\w+ )?"
    r"(?:graded|assessed|rated|classified|defined|determined|evaluated|categori[sz]ed)"
    r"(?! (?:down|as |(?:very )?(?:low|moderate|high)|due|to be))|"
    r"consensus was (?:reached|achieved)|no voting|conflicts? of interest|declarations? of interests?|"
    r"competing interests?|(?:design and )?layout|edited the text|technical and writing support|we (?:thank|"
    r"acknowledge)|"
    r"(?:was|were|is) (?:funded|supported|sponsored|commissioned|endorsed) by|financial support|"
    r"for (?:dissemination|adaptation) (?:and|of)|plan for dissemination|will be (?:disseminated|updated|"
    r"reviewed in)|"
    r"letter (?:has|was) (?:also )?(?:been )?sent|"
    r"(?:has|have) published (?:the |its |a )?(?:\w+ ){0,5}(?:update|issue|guidelines?|report|bulletin|statement)\b|"
    r"role of the funder|funding/support|conflicts? of interest disclosures?|"
    r"does not consider the costs?|bases its recommendations? on|hopes its recommendations?|procedure manual|"
    r"available in (?:\w+ )?languages|(?:expert )?meeting was (?:held|convened|chaired))\b|"
    r"\b(?:high|moderate|low|very low) certainty\W{0,3}(?:we|our|further research)\b|"
    r"\bwe (?:are|have) (?:very )?(?:little |moderately |high )?(?:confiden\w+) (?:that|in) the (?:true |effect )?"
    r"(?:effect|estimate)\b|\bestimate of (?:the )?effect\b[^.]{0,60}\b(?:very uncertain|confidence)|"
    r"\b(?:diese[rsmn]?|die (?:vorliegende|aktuelle|gesamte)) (?:\w*leitlinie|dokument|publikation|broschüre|text|"
    r"handreichung|übersicht|artikel|arbeit|empfehlung(?:en)?|seite|merkblatt|"
    r"stellungnahme)\b[^.]{0,30}\b(?:wurden?|ist|"
    r"sind|wird|werden|richte[nt]\w*|soll(?:en)?|dien\w+|beschreib\w+|gibt|geben|fasst|stell\w+|ersetz\w+|beruh\w+|"
    r"bezieh\w+|gilt|gelten)\b|"
    r"\b(?:leitliniengruppe|leitlinienkommission|konsensuskonferenz|konsensfindung|nominaler gruppenprozess|delphi|"
    r"literaturrecherche|mandatsträger\w*|fachgesellschaften (?:waren|wurden|haben)|evidenzgrad(?:e|es)? (?:wurden?|"
    r"werden)|empfehlungsgrad(?:e|es)? (?:wurden?|werden|sind|ist)|interessenkonflikt\w*)\b|"
    r"本(?:共[识識]|指南|文|研究报告|手册|声明|综述|规范|解读)(?:由|的(?:制[定订]|目的|适用|更新|推荐意见)|采用|"
    r"检索|工作组|编写|撰写|旨在|仅|注册|基于|主要(?:对|就|围绕|从)|将|对.{2,30}进行(?:了)?"
    r"(?:解读|综述|梳理|总结|阐述)|就|适用于|不(?:作为|具)|参考|结合|经)|"
    r"本文就.{2,40}(?:解读|综述|展开)|对(?:该|本)指南(?:展开|进行).{0,8}(?:解读|介绍)|联合(?:发布|制定|"
    r"撰写).{2,40}(?:指南|共识)|"
    r"(?:指南|共识)共(?:形成|包括|提出|制定)\s?\d+|会议(?:由|在|于|上)|(?:教授|院士|主任)[^。]{0,20}(?:主持|"
    r"出席|指导|参加|发言)|专家(?:出席|参加|参与|组成)|"
    r"组织[^。]{0,20}专家|検討会を開催|"
    r"从[^，。]{0,16}(?:数据库|数据库中)[^，。]{0,8}(?:获取|获得|检索|检出|查到)[^，。]{0,6}\d+\s?篇|"
    r"检索(?:时间|词|式|策略)|关键词(?:检索|为)|检索.{0,30}(?:数据库|文献|PubMed)|德尔菲|(?:专家组|工作组|"
    r"编写组)(?:成员|讨论|投票|召开|由|通过)|利益冲突|(?:证据|"
    r"推荐)(?:质量|等级|级别|强度)?(?:的)?(?:分级|评价|分为|采用)|"
    r"GRADE(?:系统|方法|标准|分级)|基金项目|通[信讯]作者|收稿日期|执笔|共识(?:度|率)(?:为|达)|投票|"
    r"(?:本|この)(?:ガイドライン|手引き?|指針|書|資料|冊子|ページ|サイト|リスト|一覧|文書|論文|総説)(?:は|の(?:作成|"
    r"目的|対象|利用|内容)|では|を(?:作成|利用|作る)|に(?:掲載|つい))|"
    r"作成委員|利益相反|著作権|転載|無断|文献検索|システマティックレビューを|パネル会議|投票|エビデンスの(?:確実性|"
    r"質|強さ)(?:は|を).{0,16}(?:評価|定義|分類)|"
    r"推奨の(?:強さ|グレード)(?:は|を).{0,16}(?:決定|定義|分類|表)|(?<![A-Za-z])COI(?![A-Za-z])",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"©|\bcopyright\b|\ball rights reserved\b|\bcreative commons\b|\bCC[ -]BY\b|\blicen[cs]es? (?:is|are|at|under|"
    r"terms)\b|"
    r"\bsuggested citation\b|\bcataloguing\b|\breproduc(?:e|ed|tion)\b[^.]{0,60}\b(?:permission|material|work|"
    r"document)\b|"
    r"\bpermission (?:from|to|of)\b[^.]{0,60}\b(?:copyright|reuse|publish)|\bmention of specific (?:companies|"
    r"products)\b|"
    r"\bin no event shall\b|\bdesignations employed\b|\bresponsibility for the (?:interpretation|content|use)\b|"
    r"\b(?:dotted|dashed) lines on maps\b|\berrors and omissions excepted\b|\bISBN\b|\bISSN\b|^\W*doi:|"
    r"^\W*https?://doi\.|urheberrecht|alle rechte vorbehalten|版权所有|著作権|"
    r"無断(?:転載|複製)|"
    r"^\W*article citation\s*:|^\W*(?:article views|citations?|downloads?|views)\s*[:：]",
    re.IGNORECASE,
)
_LICENCE = re.compile(
    r"\bCreative Commons\b|\b(?:use of the|\w+) logo is not\b|\blicen[cs]e your work\b|"
    r"\btranslation was not created\b|"
    r"\ball rights reserved\b|版权所有|無断転載",
    re.IGNORECASE,
)
"""Terms of use, which order the reader without advising anybody."""
_WEB = re.compile(
    r"\b(?:click (?:here|on|to|the)|share (?:this|on)|subscribe|log ?in|sign (?:up|in)|cookies?|newsletter|"
    r"back to top|page last|last (?:reviewed|updated|modified)|read more|related (?:articles|topics|content|links)|"
    r"follow us|skip to|toggle|search (?:this|the) site|print this page|download (?:the )?(?:pdf|app|full)|"
    r"view (?:all|more)|contact us|privacy policy|terms of use)\b|"
    r"\b(?:hier klicken|klicken sie|zur startseite|nach oben|newsletter|datenschutz\w*|seite drucken|weiterlesen|"
    r"zuletzt (?:geändert|aktualisiert))\b|クリック|ジャンプします|こちら(?:から|を(?:ご覧|クリック)|へ)|"
    r"ホームページ|トップページ|印刷する|シェアする|"
    r"お申し?込み|予約(?:制|は|の|が|を|でき|い)|ご予約|受付時間|診療時間|電話|メールで|点击|返回(?:首页|顶部)|扫码|"
    r"关注.{0,8}公众号|下载|登录|注册",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"\d[\d,，]*\s?円|[¥￥]\s?\d|料金|\d(?:\.\d+)?\s?万?元(?!素)|"
    r"\d(?:[.,]\d+)?\s?(?:Euro\b|€|CHF\b)|(?:€|CHF|Fr\.)\s?\d|\bPreis\w*\b|[$£]\s?\d[\d.,]*(?!\d|\s?(?:m[lg]|%)|[^$£\n]{0,60}\$(?!\s?\d))"
)
_APPROVAL = re.compile(
    r"\boff[- ]label|\b(?:not|un)[- ]?(?:approved|licen[cs]ed|authori[sz]ed)\b|nicht zugelassen|"
    r"zulassungsüberschreitend|适应[症证]外|適應症外|超(?:说明书|說明書|适应[症证]|適應症)|未(?:获批|獲批|批准)|適応外|"
    r"未承認|適応(?:は)?な[しい]",
    re.IGNORECASE,
)
"""Says that a use is none the medicine is approved for."""
_GRADED = re.compile(
    r"^\W*(?:[\d\u00b2\u00b3\u00b9\u2070-\u2079]{1,2}\s?)?(?:risk of bias|imprecision|indirectness|inconsistency|"
    r"publication bias)\s?:",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"^\W*(?:box|table|figure|fig\.|(?:the )?(?:web )?annex(?:es)?|appendix|chapter|section|"
    r"supplementary \w+)\s?[A-Z]?\d*[\d.]*[A-Z]? "
    r"(?:presents?|shows?|summari[sz]es?|lists?|provides?|describes?|outlines?|suggests?|gives?|contains?|sets? out|"
    r"details?|depicts?|illustrates?|compares?|highlights)\b|"
    r"^\W*there (?:is|are) [^.]{0,120}\bin this (?:section|chapter|guideline|document)\b|\bfor (?:further|more|"
    r"additional) (?:guidance|"
    r"information|details)\b[^.]"
    r"{0,120}\b(?:consult|refer|see|visit)\b|"
    r"\b(?:is|are) (?:highlighted|described|summari[sz]ed|discussed|listed|presented|outlined|given) below\b|"
    r"\b(?:resources?|tools?|information|materials?)\b[^.]{0,120}\b(?:is |are )?available (?:at|from|"
    r"on) (?:https?:|www)|"
    r"^\W*(?:source|quelle|来源|資料来源|资料来源|出典|adapted from|abbreviations?|abkürzungen|缩写|略語"
    r")\s*[:：]|"
    r"^[^。]{0,40}[见見][图表圖]\s?\d+(?:[、，,][^。]{0,40}[见見][图表圖]\s?\d+)*。?$|"
    r"^\W*(?:表|图|図)\s?\d+[^。]{0,40}(?:所示|列出|显示|総括|に示す|を示す)[^。]{0,12}。?$|"
    r"\b(?:presented|shown|summari[sz]ed|listed|provided|described|discussed|available|detailed) (?:in|at|on) "
    r"(?:the )?(?:box|table|figure|annex|appendix|chapter|section|supplement\w*|web)\b[^.%]{0,60}\W*$",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"^\W*(?:\d{1,3}[.)]?\s*)?(?:[A-Z][\w'’-]+ [A-Z]{1,3}, ?){2,}|^[^.]{0,60}\bet al[.,].{0,300}\b(?:19|20)\d\d\W*$|"
    r"\baccessed (?:on )?\d|\[(?:webpage|website|internet)\]|\b(?:19|20)\d\d;\d+(?:\(\d+\))?:",
)
"""An entry of a list of references, in Latin letters."""
_CITED = re.compile(r"^\W*\d{1,3}\s?[.．]?\s?\S.{4,300}\[(?:[JMDCRSNP]|EB|DB)(?:/OL)?\]", re.DOTALL)
"""An entry of a list of references with its mark (GB/T 7714), however it goes on."""
_BODIES = re.compile(
    r"\W*\w{0,3}\s?(?:[^，,。．.\s]{2,24}(?:学会|分会|学组|委员会|医院|大学|協会|研究会|"
    r"センター)[，,。．.、；;\s]*){2,}"
)
"""Nothing but the names of those who wrote."""
_SOURCES = re.compile(
    r"\W*(?:\d[\d.]*\s*)?(?:references?(?: list)?|bibliography|literatur(?:verzeichnis|angaben)?|quellen(?:angaben|"
    r"verzeichnis)?|"
    r"further reading|(?:主要)?[参參]考文[献獻]|(?:引用)?文献|参考资料)\W*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\bdoi\b|https?:")
_CJK = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_REPORTS = re.compile(r"\d\s?[%％]|\d\s?(?:mg|µg|g|mL|ml)\b|\bn\s?=\s?\d|\bHR\b|\bCI\b|\bp\s?[<=]\s?0")
"""Figures of a result: what bears them says more than how it was found."""
_OF_ITSELF = re.compile(
    r"\b(?:this|these|the present) (?:guidelines?|document|review|article|paper|report)\b[^.]{0,40}\b(?:recommend|"
    r"suggest|"
    r"advise)|本(?:共识|指南)[^。]{0,16}(?:推荐|建议)|本ガイドライン[^。]{0,20}推奨|Leitlinie empfiehlt",
    re.IGNORECASE,
)
"""A sentence in which the document recommends, though it speaks of itself."""


def of_making(body: str, path: Sequence[str], *, guidance: bool = False, chapters: Sequence[str] = ()) -> str:
    """Why a piece of a document that is no label is about the document alone, with its headings; "" where it is not.

    ``guidance``: the document recommends, so that its chapter on methods tells how that was done; ``chapters`` are all
    headings of the place, however far above.
    """
    if of_keeper(body, (*path[-3:], *chapters[-3:])):
        return KEEPER
    advised = advises(body)
    told = bool(_REPORTS.search(body))
    if (_RIGHTS.search(body) and not told and not advised) or _LICENCE.search(body):
        return RIGHTS
    if _CITED.search(body) or (_BODIES.fullmatch(body) and not advised):
        return SOURCE
    if _SOURCE.search(body) and not _CJK.search(body) and not advised:
        return SOURCE
    listed = [bool(_SOURCES.fullmatch(text.strip())) for text in path]
    if not advised and (any(listed[-1:]) or (any(listed) and _YEAR.search(body))):
        return SOURCE
    if _GRADED.search(body):
        return GRADED
    if _POINTS.search(body) and not told and "\t" not in body:
        return POINTS
    if _OF_ITSELF.search(body):
        return ""
    if guidance and any(_CHAPTER.fullmatch(text.strip()) for text in (*chapters, *path)):
        return MADE
    if any(_MADE_HEADING.fullmatch(text.strip()) for text in path[-1:]) and not told:
        return MADE
    if any(_PEOPLE_HEADING.fullmatch(text.strip()) for text in path[-3:]) and not told and not advised:
        return MADE
    asks = any(_RESEARCH_HEADING.fullmatch(text.strip()) for text in path[-2:]) and _ASKS_FOR_STUDIES.search(body)
    if asks and not told:
        return RESEARCH
    if any(_NEEDS_STUDIES.search(text) for text in path[-2:]) and not told and not advised:
        return RESEARCH
    if _NEEDS_STUDIES.search(body) and not told and len(body) < _ONE_WISH and not _FINDS.search(body):
        return RESEARCH
    if _WEB.search(body) and not told and not advised and len(body) < 220:
        return WEB
    if _PRICE.search(body) and not advised and not tells_approval(body):
        return PRICE
    if tells_how_found(body) and not advised:
        return HOW_FOUND
    return MADE if _MADE.search(body) and not told and not advised else ""


def names_price(body: str) -> bool:
    """Does a text name what something costs?"""
    return bool(_PRICE.search(body))


def tells_approval(body: str) -> bool:
    """Does a text say that a use is not approved? That is a medical statement, whatever stands beside it."""
    return bool(_APPROVAL.search(body))
