"""English words of the signs."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "outcome named": (
        r"\b(?:response|remission|survival|cure|healing|eradication|relapse|success|clearance|"
        r"infection|event)s? rates?\b|\b(?:overall|progression-free|disease-free) survival\b|"
        r"\bHbA1c\b|\bremission\b|\bincident \w+ infections?\b"
    ),
    "outcome told": (
        r"\b(?:response|remission|survival|cure|healing|eradication|relapse|efficacy|infections? (?:occurred|"
        r"were)|severity score|nerve function|improv\w+|deteriorat\w+)\b"
    ),
    "shown better": (
        r"\b(?:was|were|showed|demonstrated|resulted in|had|produced)\b[^.]{0,80}\b(?:better|"
        "superior|non-?inferior|higher|lower|greater|fewer|longer|shorter|significant(?:ly)?|"
        r"reduc\w+|improv\w+|increas\w+|decreas\w+|effective|benefit\w*)\b[^.]{0,90}\b(?:than|"
        r"compared (?:with|to)|versus|vs\.?|over placebo)(?!\w)|\bno (?:statistically )?significant difference"
        r"s? (?:in|between)\b|\bno infections were (?:observed|seen)\b|\b(?:more|less) effective (?:in|"
        r"than)\b"
    ),
    "trial found": (
        r"\b(?:trials?|stud(?:y|ies)|meta-analys[ie]s|analys[ie]s|modelling)\b[^.]{0,120}\b(?:showed|"
        r"shown|shows|found|demonstrat\w+|detect\w+)\b[^.]{0,160}\b(?:(?:better|superior|"
        r"non-?inferior|higher|lower|greater|fewer|longer|shorter|significant(?:ly)?|reduc\w+|"
        r"improv\w+|increas\w+|decreas\w+|effective|benefit\w*)|no (?:\w+ )?difference)\b"
    ),
    "we found": (
        r"\bwe (?:found|observed|showed|demonstrated)\b|\bour (?:results|data|findings) (?:show|"
        r"demonstrate)\b"
    ),
    "target columns": r"\b(?:target|goal|normal|reference|phenotype|activity score|genotypes?)\b",
    "arms": r"(?:^|\t)[^\t]*\b(?:group|arm|placebo|mg)\b[^\t]*\t[^\t]*\b(?:group|arm|placebo|control|mg)\b",
    "trial over": r"\b(?:trial|study|studies)\b(?! group)|\bclinical (?:efficacy|evidence)\b|\breview findings\b",
    "design label": (
        "^(?:median follow-up|data cut-?off|study design|design|patients|population|inclusion criteria|"
        "exclusion criteria|primary (?:endpoint|outcome)s?|secondary (?:endpoint|outcome)s?|duration|"
        "intervention|comparator)$"
    ),
    "result label": "^results?$",
    "design columns": (
        r"(?:^|\t)(?:first )?authors?\b.*\b(?:year|country)|\b(?:study|trial)\b.*\b(?:population|design|"
        r"participants|endpoint|duration)\b"
    ),
    "methods over": (
        r"^\W*(?:key )?(?:inclusion|exclusion|eligibility) criteria\W*$|^\W*(?:[\d.]+\s*)?(?:(?:patients|"
        r"materials|subjects|participants) and )?methods?\W*$|\bstatistical\b|^\W*(?:study|trial) design\W*$"
    ),
    "measured": r"\b(?:was|were) (?:\w+ )?(?:measured|defined|assessed|estimated|calculated|recorded)\b",
    "patients as taken in": r"\b(?:baseline|demographic\w*|characteristics of (?:the )?(?:patients|participants))\b",
    "own study": (
        r"\b(?:this|our|the current|the present) (?:study|trial|review|analysis) (?:is|was|"
        r"has|had|did not)\b[^.]{0,80}\b(?:limit\w*|strength|small|power\w*|blind\w*|designed)\b|"
        r"\b(?:study population|participants?) (?:of|in) [^.]{0,40}\bincluded\b|\b(?:adherence|"
        r"compliance|outcomes?) (?:was|were) (?:measured|assessed|defined)\b|\b(?:explicitly )?included or rep"
        r"orted on\b"
    ),
    "trial named": r"\b(?:randomi[sz]ed|double[- ]blind|open[- ]label|multi-?cent(?:re|er))\b",
    "in a trial": (
        r"\b(?:trials?|study|studies|placebo|individuals?|participants|patients treated|"
        r"groups?|cohorts?)\b"
    ),
    "reactions over": r"\b(?:adverse|side effects?|undesirable|common reactions)\b|\breactions reported\b",
    "reactions columns": r"\b(?:adverse|side effects?|reactions?)\b",
    "reactions": (
        r"\bTES?AEs?\b|\bS?AEs?\b|"
        r"\b(?:adverse (?:drug )?(?:events?|reactions?|effects?|outcomes?)|side[- ]effects?|"
        r"reactions reported)\b"
    ),
    "harms": (
        r"\breactions?\b[^.]{0,60}\bhave been reported\b|\breports of\b[^.]{0,60}\b(?:jaundice|injury|failure|"
        r"reactions?|toxicity|hepatitis|pancreatitis|seizures?)\b|\b(?:are|were) (?:the )?(?:most )?(?:common|"
        r"frequent) (?:side|adverse)|\b(?:side|adverse) (?:effects?|reactions?|events?)\b[^.]{0,40}\b(?:were|"
        r"was|have been) (?:reported|observed)|\bhas been associated with\b[^.]{0,60}\b(?:inflammation|"
        r"toxicity|failure|syndrome|haemorrhage|hemorrhage)\b|\b\d+ (?:of the \d+ )?reports? (?:of|to|"
        r"implicated)\b"
    ),
    "befell some": (
        r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|an?) (?:\([^)]*\) )?(?:individuals?|"
        r"patients?|cases?|participants?|people)\b[^.]{0,80}\b(?:developed|experienced|died|"
        r"had to stop|withdrew|diagnosed with)\b|\b(?:reported|experienced) by (?:\w+ )?(?:\([^)]*\) )?(?:of )"
        r"?(?:the )?(?:individuals|patients|participants)\b|\b(?:no|none of the) (?:individuals|"
        r"patients|participants)\b[^.]{0,60}\bdiagnosed with\b|\bdeveloped (?:diabetes|glaucoma|"
        r"infected|cataract|hypertension|ulcers|glycosuria)\b"
    ),
    "safe": (
        r"(?<!is )\bwell[- ]tolerated\b|\b(?:(?:favou?rable|acceptable|good|consistent|similar) safety|"
        r"no (?:new )?safety (?:signals?|concerns?))\b|\bno (?:evidence of )?(?:negative impact|"
        r"harm) on\b"
    ),
    "risk of treatment": (
        r"\brisks?\b(?! of bias)[^.]{0,120}\b(?:with|from|in users of|taking|during treatment with|"
        "associated with) (?:the )?[a-z]{3,}(?:ib|ine|ol|il|tan|ide|one|ate|am|in|azole|"
        r"mab|ir|vir|pril|oids?|ant)s?\b|\brisk appears to be (?:greater|higher)\b|\bincrease in risk\b"
    ),
    "drug named over": (
        r"\b(?:effects?|disorders?|reactions?|risk|convulsions|suppression|failure|deaths?|"
        r"discoloration|haemorrhage)\b[^.]{0,40}\b(?:with|from|of|and) \w+"
    ),
    "risk of treatment over": r"\brisks? of (?:treatment|therapy|use|long-term)\b",
    "signs of harm": r"\bwarning signs?\b|\bred flags?\b",
    "sign of illness alone": r"\bo?edema\b|\bnausea\b|\bserious\b",
    "advice": r"\b(?:should|must|recommend\w*|offer|consider|advise)\b",
    "may be used": (
        r"\b(?:should|must)\b(?! be noted)|\b(?:is|are) (?:conditionally |strongly )?recommended\b|"
        r"\b(?:can|may|might|could) (?:be (?:considered|offered)|offer)\b|\bfirst[- ](?:line|"
        r"choice)\b|\bstrong recommendation\b|^(?:For|In) [^.]{5,140}, (?:check|assess|offer|"
        r"give|consider|measure|advise|do not|use|refer)\b"
    ),
    "of guidance": r"\brecommendations?\b|\bguid(?:eline|ance)\b|\bpractice\b|\bimplementation\b",
    "looks ahead": (
        r"\b(?:further|future|more|additional|larger) (?:\w+ ){0,3}(?:studies|trials|research|"
        r"work|investigation)\b[^.]{0,60}\b(?:needed|required|warranted|necessary|should|"
        r"expected|will)\b|\b(?:could|might|would|may) (?:facilitate|enable|help)\b[^.]{0,120}\b(?:collection|"
        r"clinicians|research|identif\w+)\b|\b(?:new|ongoing|planned) (?:study|trial) (?:will|"
        r"is)\b|\bmeriting investigation\b|\bmerits? further\b|\bwill be reviewed\b"
    ),
    "about another paper": r"\bit is not (?:reported|stated|clear) (?:whether|how|if)\b",
    "doses over": (
        r"\bdos(?:e|es|age|ing)\b(?! (?:adverse|toxicity))|\bhow to (?:use|take)\b|\badministration\b(?! to)"
    ),
    "instruction": r"\b(?:once|twice|daily|weekly|mg|take|apply|inject|swallow|tablets?)\b",
    "use over": r"\b(?:handling|instructions for use|preparation)\b",
    "do so": r"\b(?:do not|should(?: not)? be|must(?: not)? be|shake|dilute|reconstitute|inspect|inject)\b",
    "duration columns": r"\bduration of (?:treatment|therapy)\b|\bdos(?:e|age|ing)\b",
    "same dose found": r"\bno dos(?:e|age) adjustment (?:was|is|needed)\b",
    "too much": r"\boverdos(?:e|age)\b|\b(?:taken|used|injected) too much\b",
    "too much over": r"\boverdos(?:e|age)\b|\btoo much\b",
    "kept": r"\bout of (?:the )?(?:sight and )?reach of children\b|\bstore[d]? (?:at|in|below|between|up to)\b",
    "approved for": (
        r"\bhas (?:\w+ )?approval for the treatment of\b|\b(?:is|are|was|were) (?:\w+ )?(?:approved|"
        r"licen[sc]ed|authori[sz]ed|indicated) (?:\w+ ){0,3}(?:for|to treat|in)\b[^.]{0,120}\b(?:treat\w*|"
        r"prevent\w*|patients?|adults?|infections?|disease|relief)\b"
    ),
    "not of patients": r"\bindicated (?:in|by|at) (?:the )?(?:tables?|appendi\w+|figures?|sections?)\b",
    "levels change": (
        r"\b(?:increases?|raises?|decreases?) (?:the )?(?:plasma |serum |blood )(?:levels|"
        r"concentrations?) of\b"
    ),
    "illness": (
        r"\b(?:disease|disorder|syndrome|infections?|symptoms?|inflammation|insufficiency|"
        r"failure|leprosy|lesions?|virus\w*|fever|outbreaks?|complications?)\b"
    ),
    "definition": (
        r"^[^.]{2,90}\b(?:is|are) (?:characteri[sz]ed by|defined as|caused by|an? (?:[\w-]+ ){0,4}(?:disease|"
        r"disorder|condition|syndrome|infection))\b"
    ),
    "medicine is": r"\b(?:is|are) (?:an? )?(?:[\w-]+ ){0,4}(?:drugs?|inhibitors?|antibod\w+|vaccines?|agents?|dye)\b",
    "cause of illness": (
        r"\b(?:is|are) (?:usually |mainly |often )?(?:caused by|mediated (?:via|by)|due to)\b|"
        r"\b(?:can also|may also|can) be a feature of\b|\bexpression of \w+[^.]{0,90}\b(?:is|"
        r"are) (?:increased|elevated|reduced)\b"
    ),
    "how often ill": (
        r"\bnew cases of\b|\bprevalence of\b|\bincidence of (?:the )?(?:disease|infection)\b|"
        r"\boutbreaks?\b|\bendemic\b"
    ),
    "symptoms over": (
        r"\b(?:symptoms?|diagnosis|epidemiology|aetiology|etiology|causes|dengue|chikungunya|"
        r"zika|fever|laboratory confirmation)\b"
    ),
    "course of illness": r"\bprognosis\b",
    "action over": r"\bmechanisms? of action\b|\bpharmacodynamics?\b|\binhibition\b",
    "acts": (
        r"\b(?:inhibits?|binds?|blocks?|activates?|suppresses|stimulates|relaxes|reduces the production of|"
        r"acts (?:by|on|as|via)|influence the enzyme|is not an?\s+inhibitor)\b|\bexploits?\b|"
        r"\binhibitor of\b|\bselectively\b"
    ),
    "of animals": (
        r"\b(?:in (?:mice|rats|dogs|animals?)|animal (?:studies|models?)|in vitro|preclinical|mice|ferrets?|"
        r"hamsters)\b"
    ),
    "shown in animals": (
        r"\b(?:in (?:mice|rats|animals?)|animal (?:studies|models?)|in vitro|preclinical)\b[^.]{0,80}\b(?:show"
        r"\w*|inhibit\w*|reduc\w*)\b"
    ),
    "class named": r"\b(?:inhibitors?|antagonists?|agonists?|blockers?|\w+ targets)\b",
    "food and exercise over": r"\b(?:diet|exercise|nutrition|lifestyle)\b",
    "abbreviations": r"^Abbreviation\t",
    "history over": r"\bhistory of development\b|\bmethodology\b|\brating scheme\b",
    "recommendation columns": r"(?:^|\t)\s*recommendations?\s*(?:\t|$)",
    "reactions chapter": (
        r"\bsafety\b(?! signal)|\btolerability\b|\btoxicit(?:y|ies)\b|\b(?:adverse|side|"
        r"undesirable) (?:events?|effects?|reactions?)\b|^TEAEs?\b"
    ),
    "results chapter": (
        r"^\W*(?:[\d.]+\s*)?(?:(?:main|key|study|primary|principal|clinical|trial) )?(?:results?|findings|"
        r"outcomes?)(?: and discussion)?\W*$|^\W*methods? and (?:principal )?(?:findings|results)\W*$|"
        r"^\W*(?:results of|findings of)\b"
    ),
    "study chapter": (
        r"^\W*(?:[\d.]+\s*)?(?:(?:main|key|study|primary|principal|clinical|trial) )?(?:results?|findings|"
        r"discussion|conclusions?|interpretation)(?: and (?:discussion|conclusions?))?\W*$"
    ),
    "end point": (
        r"\b(?:overall|progression-free|disease-free|event-free|relapse-free|median) survival\b|\b(?:response|"
        "remission|recovery|cure|relapse|recurrence|survival|mortality|success|completion|healing|clearance|"
        r"progression|conversion|event|hospitali[sz]ation|exacerbation) rates?\b|"
        r"\btime to (?:\w+ )?(?:recovery|progression|relapse|response|death|event|resolution|improvement|"
        r"deterioration)\b|\b(?:duration of response|response durations?|hazard ratios?|odds ratios?|"
        "relative risk|quality of life|viral load|(?:severity|symptom|pain|fatigue|depression|sensory|motor|"
        r"activity|disability|itch) scores?|exacerbations?|deaths? from any cause|remission)\b"
    ),
    "end point changed": (
        r"\b(?:prolong(?:s|ed)|improv(?:es|ed)|reduc(?:es|ed)|shorten(?:s|ed)|delay(?:s|ed)|lower(?:s|ed)|"
        r"decreas(?:es|ed)|increas(?:es|ed)|maintain(?:s|ed))\b[^.]{0,60}\b(?:PFS|OS|ORR|survival|responses?|"
        "remission|signs|symptoms?|itch|mortality|progression|quality of life|scores?|pain|relapses?|"
        "exacerbations?|hospitali[sz]ations?|deaths?|viral load|fractures?|HbA1c|blood pressure|function|"
        r"recovery)\b"
    ),
    "interval tells": (
        r"\bend ?points? (?:was|were) (?:not )?(?:met|reached|achieved)\b|"
        r"\bintervals?\b[^.]{0,60}\b(?:includ\w+|cross\w*|contain\w*|exclud\w+)\b|\b(?:was|were|is|are|"
        r"did) (?:not )?(?:\w+ )?(?:statistically |differ )?significant(?:ly)?\b|\bdata (?:are|"
        r"were) immature\b|\bfavou?rs?\b[^.]{0,30}\b(?:treatment|control|placebo|chemotherapy)\b"
    ),
    "compared": (
        r"\b(?:than|versus|vs\.?|compared|respectively|placebo|between (?:the )?(?:\w+ )?(?:groups|arms)|"
        r"both groups|either group|two groups|control group)(?!\w)"
    ),
    "orders": (
        r"^\W*(?:withhold|stop|discontinue|reduce|monitor|check|avoid|give|use|take|tell|ask|look|consider|"
        r"refer|evaluate|test)\b|[:;,] (?:withhold|stop|discontinue|reduce|monitor|resume|interrupt)\b|"
        r"\b(?:advise|withhold|resume)\b"
    ),
    "reaction compared": (
        r"\b(?:conjunctivitis|o?edema|nausea|vomiting|diarrh?oea|headaches?|rash|pneumonitis|neutropenia|"
        "an(?:a)?emia|fatigue|dizziness|hypotension|hyperkal(?:a)?emia|hypoglyc(?:a)?emia|bleeding|"
        "h(?:a)?emorrhage|infections?|injection[- ]site reactions?|infusion[- ]related (?:reactions?|"
        r"complaints)|hypersensitivity|anaphyla\w+|pruritus|discontinuations?|deaths?|malaise|constipation|"
        r"insomnia|somnolence)\b[^.]{0,90}\b(?:(?:more|less|most|was|were) (?:\w+ )?(?:frequent|common|often)|"
        "(?:occurred|were reported|was reported|were seen|was seen|led to discontinuation|developed) (?:in|"
        r"by|with) (?:\w+ ){0,3}\d|than with|grade ?[≥>]? ?[3-5])"
    ),
    "names end points": (
        r"\b(?:primary|secondary|key|exploratory) (?:efficacy |safety )?(?:end ?points?|outcomes?|"
        r"objectives?)\b[^.]{0,40}(?:\b(?:was|were|is|are|included?)\b(?! (?:met|reached|achieved|not))|:)|"
        r"^\W*to (?:evaluate|assess|compare|determine)\b"
    ),
    "patients counted": (
        r"^(?:patients|participants|subjects|number of (?:patients|participants|subjects))(?:,? \(?n\)?)?$"
    ),
    "trait label": (
        "^(?:(?:mean|median) )?(?:age|sex|gender|race|ethnicity|BMI|body mass index|body weight|weight|"
        r"height|male|female|men|women|white|black|asian|caucasian|smok\w+|ECOG\b|duration of disease|"
        r"disease duration)\b"
    ),
    "acts as": (
        r"\b(?:is|was) (?:an? |the )?(?:[\w-]+,? ){0,8}(?:inhibitor|antagonist|agonist|blocker|modulator|"
        r"(?:monoclonal )?antibody(?= (?:against|to|directed|that|targeting|which)))\b"
    ),
    "signalling": r"\b(?:signal+ing|downstream|receptors?|degradation|pathways?|ligands?|kinases?|cytokines?)\b",
    "comes about": (
        r"\b(?:contribut\w+ to|plays? (?:an? )?(?:\w+ ){0,2}role in|(?:is|are) involved in|underl(?:ies|ie)|"
        r"pathogenesis|pathophysiology|risk factors? for)\b"
    ),
    "testing over": r"\b(?:test|testing|diagnosis|biomarkers?)\b",
    "tested": r"\b(?:test(?:ed|ing|s)?|results?|specimens?|diagnos\w+|mutations?)\b",
    "used with": r"\b(?:can|may) be (?:used|given|taken|combined) (?:alone or )?(?:together |in combination )?with\b",
    "may befall": r"\b(?:may|can|could|might)\b",
    "background over": r"\b(?:introduction|background)\b|^\W*context\W*$",
    "efficacy chapter": (
        r"\befficacy\b(?! and safety)|\beffectiveness\b|\b(?:overall|progression|"
        r"disease)[- ](?:free )?survival\b|\bresponse\b(?! to)|\b(?:PFS|OS|ORR|DoR|EASI|HbA1c)\b|"
        r"\bsubgroups?\b|\btime to\b|\bchange (?:from|in)\b"
    ),
    "arms filled": (
        r"\b\d+ (?:\w+ ){0,3}(?:adults|patients|subjects|participants|women|men|children|individuals|"
        r"volunteers)\b[^.]{0,80}\b(?:(?<!have )(?<!has )received|were (?:\w+ )?(?:assigned|allocated|"
        r"randomi[sz]ed|enrol+ed|included|recruited|treated with))\b|\b(?:received|assigned to|"
        r"allocated to)\b[^.]{0,60}\([Nn]\s?=\s?\d+\)|\b(?:were|was) (?:\w+ )?(?:enrol+ed|randomi[sz]ed|"
        r"recruited)\b|\bno control group\b|\bsingle[- ]arm\b"
    ),
    "how told": (
        r"\b(?:flow diagram|illustrated in|(?:shown|given|listed|presented|summari[sz]ed) in (?:table|figure|"
        "fig)|(?:is|are|was|were|:) defined as|definitions?|(?:was|were) (?:excluded|missing|withdrawn|"
        "not used)|forms were missing|lost to follow-up|datasets?|included studies|studies (?:provided|"
        r"originated|reported|were)|percentages are|bold, )\b|\bfor details\b|\bsupporting information\b"
    ),
    "cited": r"^\W*(?:presented at|oral presentation|available at|data on file|references?:)|\bProduct Information\. ",
    "change told": r"\b(?:max(?:imum)?|mean|median)\.? changed?\b|\bchange (?:from|at|in)\b",
    "reaction label": (
        "^(?:conjunctivitis|o?edema|peripheral o?edema|nausea|vomiting|diarrh?oea|headache|rash|fatigue|"
        r"dizziness|pneumonitis|ILD\b.*|neutropenia|an(?:a)?emia|pruritus|constipation|insomnia|somnolence|"
        "falls?|(?:serious |any )?(?:adverse events?|TEAEs?|TESAEs?|SAEs?|AEs?)|injection[- ]site reactions?|"
        r"infusion[- ]related reactions?)\b"
    ),
    "patients chapter": (
        r"(?<!from )(?<!since )\bbaseline (?:characteristics|demographics|data)\b|\bdemographic|\b(?:patient|"
        r"participant|clinical|study population|subject) characteristics\b|\bstudy population\b|"
        r"\bcharacteristics of (?:the )?(?:included |study )?(?:patients|participants|studies|subjects)\b"
    ),
    "at the start": (
        r"(?<!from )(?<!to )\bat (?:baseline|enrol+ment|inclusion|study entry)\b|\bdemographics\b|"
        r"\bwell (?:matched|balanced)\b"
    ),
    "taken in if": (
        r"\bwe (?:recruited|enrolled|included|excluded)\b|\b(?:inclusion|exclusion|eligibility) criteria\b|"
        r"\b(?:were|was) (?:eligible|excluded if|included if)\b|\bdata cut-?off\b|\bmedian follow-up\b|"
        r"^\W*median follow-up"
    ),
    "end points over": (
        r"^\W*(?:key )?(?:primary|secondary|exploratory|efficacy)? ?(?:end ?points?|objectives?|"
        r"outcome measures?)\W*$"
    ),
    "burden told": (
        r"\b(?:is|are|remains?) (?:an? |the )?(?:\w+ )?(?:common|frequent|rare|leading|major|serious|chronic|"
        r"significant)\b[^.]{0,40}\b(?:emergency|cause|disease|problem|condition|disorder|complication)\b"
    ),
    "of pregnancy": r"\b(?:pregnan\w+|malformations?|miscarriages?|birth defects?|breast-?fe\w+)\b",
    "outcomes over": r"^\W*(?:treatment |clinical )?outcomes?\b(?! measures?)",
    "arms treated": (
        r"\b(?:control|treatment|intervention|active|comparator) (?:group|arm)\b[^.]{0,20}\b(?:received|"
        r"was given|were given|took)\b"
    ),
    "how measured": (
        r"\bscores? ranges? from\b|\b(?:was|were) (?:calculated|measured|rated|scored) (?:as|by|using|with|"
        r"on)\b"
    ),
    "aim told": (
        r"\b(?:aims?|objectives?|purpose) (?:of (?:this|the|our|the present) (?:\w+ )?(?:study|trial|review|"
        r"analysis) )?(?:was|were|is) to\b|\bwe (?:aimed|sought) to\b"
    ),
    "effect named": r"\b(?:effective|efficacious) (?:in|for|against)\b|\bas effective as\b",
    "change columns": r"\b(?:mean |% ?)?change (?:from|at|to|in)\b|\breduction in\b",
    "illness over": (
        r"^\W*(?:[\d.]+\s*)?(?:(?:clinical )?(?:symptoms?|features|presentation|manifestations?)|"
        "signs and symptoms|pathogenesis|pathophysiology|a?etiology|epidemiology|differential diagnosis|"
        r"causes|risk factors|prognosis)\W*$"
    ),
    "stage told": r"\b(?:step|stage|line) (?:\d|one|two|three)\b",
    "interacts": (
        r"\binteractions? with (?:other )?(?:medic\w+|drugs?|food|alcohol|grapefruit)|\bdrug[- ](?:drug|"
        r"food) interactions?\b|\binteracts? with\b"
    ),
    "precautions over": r"^\W*(?:warnings?(?: and precautions?)?|precautions?|special warnings.{0,40})\W*$",
    "to be given": (
        r"\b(?:should|must|may|is to) (?:only |not )?be (?:only )?(?:prepared|diluted|administered|infused|"
        r"mixed|reconstituted)\b"
    ),
    "looks like": (
        r"\b(?:sterile|clear|colou?rless|white|opalescent|pale yellow|round)\b[^.]{0,80}\b(?:solution|"
        r"tablets?|powder|suspension|capsules?|liquid)\b|\b(?:is|are) supplied (?:in|as)\b"
    ),
    "illness chapter": (
        r"^\W*(?:[\d.]+\s*)?(?:overview|types|complications|(?:[\w-]+ ){1,3}symptoms|symptoms of .{2,40}|"
        r"(?:physical|common|possible) causes)\W*$"
    ),
    "illness columns": (r"^\W*(?:causes?|symptoms?|pathogens?|signs?)\t(?!.*\b(?:treatment|therapy|drugs?|dose)\b)"),
    "interaction over": (
        r"^\W*(?:[\d.]+\s*)?(?:(?:drug|food|medicine|drug[- ]drug|important|known|"
        r"other) ){0,2}interactions?(?: with .{2,40})?\W*$"
    ),
    "methods chapter": (
        r"^\W*(?:[\d.]+\s*)?(?:(?:patients|materials|subjects|participants) and methods|methods?|"
        "methodology|study (?:design|population|setting)|data (?:collection|sources?|extraction|"
        r"analysis))\W*$"
    ),
    "usage over": r"^\W*(?:dosage|dosing|dosage and administration|how to (?:use|take)(?: it)?|directions)\W*$",
    "told to": r"\b(?:do not|don't|avoid|never|stop)\b",
    "action told first": r"^\W*(?:mechanism(?: of action)?|mode of action)\s?:",
    "usage told": r"\b(?:once|twice|daily|weekly|take|apply|inject|swallow|inhale|press|place)\b",
    "none befell": (
        r"\bno (?:serious |severe |new |treatment-related |drug-related |grade \S+ )*(?:adverse (?:events?|"
        r"reactions?|effects?)|SAEs?|side effects?|toxicit\w+|complications) (?:\w+ ){0,2}(?:were|was|"
        r"occurred|reported|observed|recorded)\b"
    ),
}
