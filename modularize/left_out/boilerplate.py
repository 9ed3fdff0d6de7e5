"""Sentences that every leaflet and label carries alike, whatever the medicine: how to keep the paper, whom to ask."""

from __future__ import annotations

import re

from library import han
from library.text import sentences
from modularize.left_out.boilerplate_german import STANDING_DE

BOILERPLATE = "standing sentence of the template: it says nothing of the medicine"
_STANDING = han.compile(
    r"^[^\w“”\"']*(?:"
    # keep and read the leaflet
    r"(?:please )?(?:keep|retain) (?:this|the) (?:leaflet|package leaflet|booklet|patient information)\b.{0,60}|"
    r"you may (?:need|want|wish) to (?:read|refer to) (?:it|this leaflet|this) again|"
    r"(?:please )?read (?:all of |through )?(?:this|the) (?:entire )?(?:leaflet|package leaflet|booklet|information)"
    r" carefully(?: before .{0,90})?(?:because it contains important information for you)?|"
    r"like all (?:medicines|vaccines),? [^.;:]{2,60} can (?:cause|have) side effects,? although not every(?:body|one) "
    r"gets them|for (?:more|further) information (?:on|about) (?:these|this|them),? (?:please )?(?:read|see|refer to) "
    r"section \d.{0,40}|"
    r"because it contains important information for you|read this carefully before you start (?:taking|using) .{2,90}|"
    r"(?:bitte )?(?:heben|bewahren) sie (?:die|diese) (?:packungsbeilage|gebrauchsinformation|beilage)\b.{0,30} auf|"
    r"(?:vielleicht|möglicherweise) möchten sie (?:diese|sie|die packungsbeilage) (?:später )?(?:nochmals|noch einmal|"
    r"erneut|wieder) lesen|sie wollen sie vielleicht später .{0,30} lesen|"
    r"lesen sie (?:bitte )?(?:die gesamte|diese|die) (?:packungsbeilage|gebrauchsinformation) sorgfältig(?: durch)?"
    r"(?:, (?:bevor|denn) .{0,120})?|"
    # whom to ask
    r"if you have (?:any )?(?:further|more|other|additional) questions?\b.{0,60}(?:,| please)? ?(?:ask|talk to|contact|"
    r"speak to|consult) (?:your|a) .{0,70}|"
    r"(?:please )?ask your (?:doctor|pharmacist|nurse|health ?care \w+)(?:,? (?:or|and) (?:your )?(?:doctor|pharmacist|"
    r"nurse))* (?:for (?:more|further) (?:information|advice)|if you have any (?:further )?questions?)(?: .{0,40})?|"
    r"for (?:any|further|more|additional) information about this medicin\w+( product)?, (?:please )?(?:contact|ask)"
    r" .{0,90}|"
    r"wenn sie (?:weitere|noch) fragen\b.{0,60} ?wenden sie sich (?:bitte )?an .{0,90}|"
    r"(?:weitere|nähere) (?:auskünfte|informationen)(?: zu diesem arzneimittel)? (?:erteilt|erteilen|erhalten|geben)\b"
    r".{0,160}|diese personen verfügen über die ausführliche fachinformation|"
    # packs
    r"(?:it is possible that )?not all (?:the )?(?:pack(?:age)? ?sizes?|presentations|strengths)\b.{0,30} (?:may|might|"
    r"will|are) (?:not )?(?:be )?(?:marketed|available)(?: in (?:your|all|every) countr(?:y|ies))?|"
    r"es werden (?:möglicherweise|eventuell|ggf\.|unter umständen) nicht alle packungsgr(?:ö|oe)(?:ß|ss)en .{0,40}"
    r"verkehr gebracht|"
    # reporting, additional monitoring
    r"(?:\W*this medicin\w+(?: product)? is )?subject to additional monitoring|this will allow quick "
    r"identification of new safety"
    r" information|(?:you can help by reporting|health ?care professionals are asked to report) any .{0,120}|"
    r"(?:if you get|if you experience|if any of the) (?:any )?side effects?\b[^,]{0,60},? ?(?:please "
    r")?(?:talk to|tell|ask|contact|inform|"
    r"speak to) your .{0,80}|this includes any (?:possible )?side effects not listed in this leaflet|see section \d|"
    r"reporting (?:of )?suspected adverse reactions .{0,80} is important|it allows continued monitoring of "
    r"the benefit.{0,60}|"
    r"you can also report side effects directly .{0,160}|by reporting side effects,? you can help .{0,90}|"
    r"(?:you may|to) report (?:suspected )?(?:side effects|adverse reactions),? .{0,160}|"
    r"dieses arzneimittel unterliegt einer zusätzlichen überwachung|dies ermöglicht eine schnelle "
    r"identifizierung neuer .{0,60}|"
    r"(?:angehörige von gesundheitsberufen|angehörige der gesundheitsberufe) (?:sind|werden) (?:aufgefordert|"
    r"gebeten).{0,160}|"
    r"die meldung (?:des verdachts auf|von verdacht\w*|eines verdachts)\b.{0,90} (?:ist von (?:gro(?:ß|ss)er|"
    r"besonderer) wichtigkeit|wichtig)|"
    r"(?:sie|dies) (?:ermöglicht|erlaubt) eine kontinuierliche überwachung des nutzen.{0,60}|"
    r"indem sie nebenwirkungen melden,? (?:können|helfen) sie [^.]{0,160}|"
    r"wenn sie nebenwirkungen bemerken, wenden sie sich .{0,90}|dies gilt (?:insbesondere )?(?:auch|insbesondere) für "
    r"nebenwirkungen, die nicht in dieser "
    r"packungsbeilage .{0,40}|"
    r"dieses arzneimittel enthält einen stoff, dessen wirkung in der medizinischen wissenschaft noch nicht allgemein "
    r"bekannt ist.{0,160}|"
    r"because (?:clinical (?:trials|studies) are conducted under|(?:these|they|the) ?(?:adverse )?(?:reactions|events)?"
    r" ?are reported voluntarily from) .{20,330}|"
    r"for specific information regarding susceptibility test interpretive criteria .{0,200}|"
    r"(?:these|the) (?:adverse )?(?:events|reactions) (?:have been|were) chosen for inclusion due to .{0,200}|"
    r"(?:call|ask|contact) your (?:doctor|health ?care provider) for medical advice about side effects|"
    r"these are not all (?:of )?the possible side effects(?: of .{2,60})?|"
    # whose medicine it is
    r"this (?:medicine|vaccine) has been prescribed for you(?: or your child)?(?: only| personally)?|"
    r"(?:do not|never) (?:pass it on to|give "
    r"it to|share it with) (?:others|anyone "
    r"else|other people|somebody else)|it may harm (?:them|other people)"
    r"(?:,? even if their (?:signs of illness|symptoms) .{0,40})?|"
    r"(?:it|das arzneimittel|es) kann anderen (?:menschen|personen)?.{0,12}schaden,? (?:auch|selbst) wenn .{0,90}|"
    r"dieses arzneimittel wurde (?:ihnen|nur ihnen|für sie)\b.{0,40} verschrieben|"
    r"(?:das (?:arzneimittel|präparat|medikament)|dieses arzneimittel) (?:ist|wurde) (?:ihnen|nur für sie) "
    r".{0,60}(?:verschrieben|verordnet).{0,40}|"
    r"dieses arzneimittel haben sie (?:entweder )?(?:persönlich )?(?:von|auf|in|ohne) [^.]{10,200}(?:verschrieben|"
    r"verordnet|verschreibung|empfehlung|abgegeben|bezogen|erhalten)[^.]{0,160}|"
    r"(?:wenden|nehmen|verwenden) sie (?:das|dieses) arzneimittel (?:gemäss|gemäß) (?:der )?packungsbeilage [^.]{0,160}"
    r"(?:an|ein)?(?:,? um den (?:größten|grössten) nutzen zu haben)?|"
    r"geben sie (?:es|das arzneimittel|dieses arzneimittel|sie)(?: deshalb| daher| also)? nicht an "
    r"(?:andere(?: personen)?|dritte) weiter|"
    r"medicines are sometimes prescribed for (?:purposes|conditions) (?:other than|that are not) .{0,90}|"
    r"do not use .{2,60} for a condition for which it was not prescribed|"
    r"do not give .{2,60} to other people,? even if they have the same (?:symptoms|problem|condition) .{0,40}|"
    r"(?:this|the) (?:medication guide|leaflet|patient information(?: leaflet)?) summari[sz]es the most "
    r"important information.{0,60}|"
    r"(?:if you would like more information,? )?(?:you can )?(?:ask|talk (?:to|with)) your (?:pharmacist|"
    r"doctor|health ?care provider)[^.]{0,60} for "
    r"information about .{2,60} written for health ?(?:care )?professionals|"
    r"[^.:;]{2,60} (?:darf|dürfen|soll|sollen|sollte|sollten|ist|sind) [^.:;]{0,60}\b(?:exp|verwendbar "
    r"bis)\b[^.:;]{0,60}"
    r"(?:(?:verwendet|angewendet|eingenommen|gebraucht) werden|zu verwenden)|"
    r"keep out of (?:the )?(?:reach and sight|sight and reach) of children|"
    # Chinese and Japanese
    r"医薬品リスク管理計画を策定の[上うえ]{1,2}[、，]?適切に実施すること|"
    r"(?:本品|药品)?性状发生改变时(?:禁止使用|禁用|请勿使用)|请?将(?:本品|此药|本药|药品)?放在儿童不能(?:接触|触及|触摸)的地方|"
    r"儿童必须在成人(?:的)?监护下使用|(?:如|若)(?:果)?(?:您)?(?:正在|同时)使用(?:其他|其它)药(?:品|物)[，,]?(?:使用本品前)?请?(?:在使用前)?(?:咨询|告知)[^，。；]{0,16}|"
    r"(?:本品)?(?:如)?与(?:其他|其它)药物同时(?:使用|服用)(?:时)?(?:可能)?会?发生药物相互作用[，,]?(?:详情|具体)?(?:请)?咨询[^，。；]{0,16}|"
    r"(?:如)?(?:服用|使用)过量或(?:出现|发生)严重不良反应[，,]?(?:应|请)?立即就医|"
    r"请(?:您)?(?:仔细|务必仔细)?阅读(?:本)?(?:药品)?说明书(?:并(?:在|按).{0,30}(?:使用|服用|购买和使用))?|"
    r"请(?:妥善)?(?:保留|保存)(?:好)?(?:本|此)?(?:药品)?(?:说明书|说明|用药须知).{0,20}|"
    r"您可能(?:希望|需要|想)(?:稍后|以后|日后)?再次阅读|"
    r"(?:这种|这个|此|本)药物?是?(?:针对|为|依)您(?:的)?个人(?:的)?(?:需求)?(?:而)?(?:开[具的]?)?(?:的?处方药?)?|"
    r"请?(?:勿|不要)将(?:其|它|本品|本药|此药)(?:提供|转交|转送|送|交)给?(?:他人|别人|其他人)"
    r"(?:[，,]即使有相同的症状[；;]本品可能对他人有害)?|"
    r"(?:即使|就算)(?:这些人|他们|对方)和?您有相同的?症状.{0,30}伤害|"
    r"如果?您?对?(?:服用|使用)?(?:这种|本)?(?:药物|药品|本品)?(?:还|仍)?有(?:任何)?(?:其他|其它)(?:疑问|问题)[，,]请(?:您)?(?:咨询|询问).{0,20}|"
    r"如果?您?对(?:本品|本药|此药)的?使用(?:还|仍)?有(?:任何)?(?:其他|其它)?(?:疑问|问题)[，,]请(?:您)?(?:咨询|询问).{0,20}|"
    r"这也适用于未在(?:此|本)?(?:药品)?说明书中(?:提到|列出)的(?:副作用|不良反应)|"
    r"(?:您)?(?:可能|也许)(?:会)?需要再次阅读.{0,10}|"
    r"如(?:果)?(?:您)?有(?:任何)?(?:其他|更多|进一步的|任何)?(?:的)?(?:疑问|问题).{0,12}请(?:咨询|询问|向|联系)[^，。；]{0,24}|"
    r"(?:并非|不是)所有(?:的)?(?:包装规格|规格|包装)(?:均|都)?(?:会|可能)?(?:上市|销售|在市场.{0,6}).{0,8}|"
    r"(?:使用|服用|ご使用|お使い)(?:に?の?前|になる前)に、?(?:必ず)?(?:この|本)?(?:添付)?(?:説明書|文書)を(?:必ず|よく)?(?:お)?読み.{0,14}|"
    r"(?:この|本)(?:添付)?(?:説明書|文書|しおり)は.{0,24}保管し.{0,14}|"
    r"(?:ご不明|不明|わからない|分からない|ご質問|質問|お気づき).{0,24}(?:医師|薬剤師|担当者)[^。]{0,16}"
    r"(?:ご?相談|お?尋ね|お?問い合わせ|聞いて)[^。]{0,10}|"
    r"以上の副作用はすべてを記載したものではありません|"
    r"(?:上記|これら)以外でも気になる症状が出た(?:場合|とき)は、?(?:医師|薬剤師|担当)[^。]{0,14}(?:相談|連絡)してください|"
    r"あなたの用法・用量は[^。]{0,4}医療担当者記入\W*|"
    r"(?:より|さらに)?詳しい(?:情報|こと)[^。]{0,30}(?:医師|薬剤師|ホームページ|担当者)[^。]{0,24}"
    r")\W*$",
    re.IGNORECASE | re.DOTALL,
)
_KEPT = han.compile(
    r"^[^\w“”\"']*(?:"
    # out of reach of children
    r"(?:please |always )?(?:keep|store) [^.;]{2,90}? out of (?:the )?(?:sight and )?reach of children|"
    r"(?![^.;]{0,120}(?:\d ?°|licht|feucht|kühl|raumtemp|original))"
    r"(?:bewahren sie )?[^.;]{0,60}(?:für kinder unzugänglich|au(?:ss|ß)er(?:halb der)? reichweite von kindern|"
    r"für kinder nicht erreichbar|für kinderh[aä]nde? unerreichbar|unerreichbar für kinder\w*)"
    r"(?: auf\w*| (?:zu )?lagern| sind| ist)*(?: auf\w*)?(?: werden)?|"
    r"(?:请)?(?:将)?(?:本品|此药|本药|药品)?(?:应|请)?(?:置于|放置于|放于|放在|保存于|存放于)儿童(?:不能够?|不易|无法|不可)"
    r"(?:接触|触及|触摸|拿到|取到)(?:到)?(?:之|的)?(?:地方|处|场所)?|(?:乳幼児、?)?小児の手の届かない(?:所|ところ|場所)[にで]保管[^。]{0,10}|"
    # after the expiry date
    r"(?:do not|never) use [^.;]{2,60} after the expiry date\b[^.;]{0,110}|"
    r"[^.:;]{2,90} (?:darf|dürfen|soll|sollen|sollte|sollten) (?:nur bis zu[m ](?:dem )?(?:[^.:;]{0,40} )?"
    r"verfall\w+|nach (?:ablauf des|dem) (?:angegebenen |aufgedruckten )?verfall\w+ nicht (?:mehr )?)[^.:;]{0,60}"
    r"(?:verwendet|angewendet|eingenommen|gebraucht) werden|"
    r"the expiry date refers to the last day of (?:that|the) month|check the expiry date .{0,60}|"
    r"sie dürfen [^.;]{2,60} nach dem [^.;]{0,90}verfall\w+ nicht (?:mehr )?"
    r"(?:verwenden|anwenden|einnehmen|gebrauchen)|"
    r"das verfall\w+ bezieht sich auf den letzten tag [^.;]{0,40}|"
    r"(?:免責事項|免责声明)\s*[:：].{4,160}|"
    r"(?:処方箋医薬品|要指示医薬品)(?:[注）)\d]{0,3}|[\s　]*[（(]\s*注意.{2,40}[)）])|"
    r"(?:包装に表示の)?(?:使用期限内に使用すること|使用期限を過ぎた[^。]{0,40})|(?:请)?勿?(?:使用)?超过有效期[^。]{0,20}(?:禁止|不得|勿|请勿)使用|"
    # where it is sold
    r"(?:[^.;:]{0,40} )?(?:darf|dürfen|wird|werden) nur (?:gegen|auf|mit) (?:einmalige |ärztliche[rsn]? )*"
    r"(?:verschreibung|rezept|verordnung) abgegeben(?: werden)?|"
    r"(?:[^.;:]{0,60} (?:ist|sind|erhalten sie) )?(?:nur )?in apotheken(?: und drogerien)?,? ?(?:nur )?"
    r"(?:ohne|gegen|auf|mit) (?:einmalige |ärztliche[rs]? |tierärztliche[rs]? )*(?:verschreibung|rezept)[^.;:]{0,40}|"
    # thrown away
    r"(?:do not|never|medicines should not be) (?:throw away|dispose(?: of)?|flush|disposed of|thrown away|pour) ?"
    r"(?:any |this |your )?(?:medicin\w+|them|it)?,? ?(?:you no longer \w+ )?(?:via|in|into|down|by) .{0,60}"
    r"(?:waste\s?water|household|toilet|sink|drains?)\b.{0,40}|"
    r"ask your (?:pharmacist|doctor)(?: or (?:pharmacist|doctor))? how to (?:throw away|dispose|get rid)(?: of)? "
    r".{0,90}|"
    r"these measures will help (?:to )?protect the environment|this will help (?:to )?protect the environment|"
    r"entsorgen sie (?:arzneimittel|das arzneimittel|dieses arzneimittel) (?:niemals|nicht) (?:über|im|in|mit) .{0,90}|"
    r"das arzneimittel darf nicht im (?:abwasser|haushaltsabfall)[^.;]{0,60} entsorgt werden|"
    r"fragen sie ihre?n? (?:arzt oder )?apotheker[^.;]{0,20}, wie das arzneimittel zu entsorgen ist[^.;]{0,80}|"
    r"(?:sie tragen damit|diese massnahme hilft|diese maßnahme hilft)[^.;]{0,40} umwelt[^.;]{0,30}"
    r")\W*$",
    re.IGNORECASE | re.DOTALL,
)
"""How every medicine is kept and thrown away; what holds of this one alone (temperature, light) is none of it."""
_REPORTED = han.compile(
    r"^[^\w“”\"']*(?:"
    r"(?:health ?care (?:providers?|professionals?)|patients|you) (?:are|is) (?:encouraged|asked|requested|advised|"
    r"invited) to report .{0,260}|"
    r"(?:adverse (?:events|reactions)|side effects)\b.{0,90}\b(?:may|can|should) (?:also )?be reported (?:to|via|at|"
    r"through|directly) .{0,200}|you can also report (?:them|it|side effects) .{0,120}|"
    r"(?:all |any )?(?:problems|suspected (?:adverse )?reactions)\b.{0,120}\bshould be reported to (?:the )?"
    r"(?:\w+ ){0,8}(?:agency|authority|scheme|administration)\b.{0,120}|"
    r"reporting (?:of )?suspected adverse reactions|reporting of side effects|"
    r"(?:the )?canada vigilance program does not provide medical advice|"
    r"meldung (?:des verdachts auf|von) nebenwirkungen|informationen dazu finden sie unter [^;:]{4,60}|"
    r"(?:药品)?(?:获批|上市)后(?:上报|报告)(?:疑似|可疑)不良反应(?:非常|十分|很)?重要|"
    r"它?(?:可以|能够)持续监[控测]药品的(?:利益|获益)[/／与和-]?风险(?:平衡|比)?|"
    r"(?:药品|上市许可持有人、?)?(?:生产|经营)企业[^。]{0,40}应当?(?:通过|向)[^。]{0,40}(?:上报|报告)|"
    r"(?:疑似|可疑)不良反应的?报告|"
    # what the paper is
    r"this leaflet answers some (?:of the )?(?:common|most common) questions about .{2,60}|"
    r"it does not contain all (?:of )?the available information|"
    r"for (?:more|further|additional) information,? (?:please )?(?:ask|talk to|contact|call) (?:your|a) [^.;]{0,70}|"
    r"general information about (?:the safe and effective use of )?[^.;:]{2,60}|"
    r"it does not take the place of talking to your (?:doctor|pharmacist)(?: or (?:pharmacist|doctor))?|"
    r"all medicines have (?:benefits and risks|risks and benefits)(?: .{0,60})?|"
    r"if you have any concerns about (?:taking|using|being given) .{2,50}, (?:ask|talk to|speak to) your .{0,50}|"
    r"keep this leaflet .{0,50}|read carefully the instructions? .{0,40}leaflet,? in order to .{0,70}"
    r")\W*$",
    re.IGNORECASE | re.DOTALL,
)
"""Where reactions are reported, and what a leaflet is."""
_ONLY_SENT_ON = han.compile(
    r"^\W*(?:(?:die |eine )?(?:vollständige|komplette|ausführliche) (?:auflistung|liste|aufzählung|angaben?)\b|"
    r"(?:the |a )?(?:full|complete) list\b|(?:full|further|more) details\b|(?:weitere |nähere )?einzelheiten\b|"
    r"(?:(?:sonstige|weitere) (?:bestandteile|informationen|hilfss?toffe)|hilfss?toffe|excipients))"
    r"[^.;:。\d]{0,90}?[\s,:(]*(?:\bbitte |\bplease )?(?:\b(?:siehe|see|vgl\.)|s\.) ?(?:unter |also |auch )?"
    r"(?:\b(?:abschnitte?|sections?|rubrik|ziffer|kapitel)\b )?[«“\"]?[^.;。]{0,50}[\d.]*\W*$|"
    r"^\W*(?:辅料|輔料|全部辅料|完整的?辅料(?:列表|清单)?|[赋賦]形[剂劑])[^。]{0,12}(?:[见見]|[参參][见見考閱阅]|详见|詳見)[^。]{0,24}[。\s]*$|"
    r"^\W*(?:添加剂|添加物|その他の成分|全ての添加物)[^。]{0,20}(?:は|については|に関しては)[^。]{0,24}(?:を?参照|の項).{0,12}$",
    re.IGNORECASE,
)
"""A list that is said to stand elsewhere, without a word of what is on it."""


def is_standing(text: str, language: str = "") -> bool:
    """Does every sentence of the text only say what every leaflet or label says?"""
    if "\t" in text.strip() or len(text) > 400:
        return False
    said = [text[start:end] for start, end in sentences(text, language)]
    rules = (_STANDING, _KEPT, _REPORTED, STANDING_DE)
    return all(any(of.match(part) for of in rules) for part in said) and bool(text.strip())


def is_list_elsewhere(text: str) -> bool:
    """Does the text only say in which section a full list stands?"""
    return len(text) < 220 and "\t" not in text and bool(_ONLY_SENT_ON.match(text))


_PHONES = re.compile(r":\s?\+\d{2,3}[\s(]{0,2}\d")
"""Numbers with the code of a country: a list of them is where to write to, whatever was lost of the names."""
_CLOSE = 120
"""Code points from one of them to the next."""


def lists_phones(text: str) -> bool:
    """Are there three numbers or more, from the beginning on and one close behind the other?"""
    places = [found.start() for found in _PHONES.finditer(text)]
    return len(places) > 2 and places[0] < _CLOSE and len(text) < _CLOSE * len(places)
