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
        "^(?:study design|design|patients|population|inclusion criteria|exclusion criteria|"
        "primary (?:endpoint|outcome)s?|secondary (?:endpoint|outcome)s?|duration|intervention|"
        "comparator)$"
    ),
    "result label": "^results?$",
    "design columns": r"\b(?:study|trial)\b.*\b(?:population|design|participants|endpoint|duration)\b",
    "methods over": (
        r"^\W*(?:[\d.]+\s*)?(?:(?:patients|materials|subjects|participants) and )?methods?\W*$|"
        r"\bstatistical\b"
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
        r"\b(?:adverse (?:drug )?(?:events?|reactions?|effects?|outcomes?)|side[- ]effects?|"
        r"reactions reported)\b"
    ),
    "harms": (
        r"\b(?:are|were) (?:the )?(?:most )?(?:common|frequent) (?:side|adverse)|\b(?:side|"
        r"adverse) (?:effects?|reactions?|events?)\b[^.]{0,40}\b(?:were|was|have been) (?:reported|"
        r"observed)|\bhas been associated with\b[^.]{0,60}\b(?:inflammation|toxicity|failure|"
        r"syndrome|haemorrhage|hemorrhage)\b|\b\d+ (?:of the \d+ )?reports? (?:of|to|implicated)\b"
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
        r"\b(?:is|are|was|were) (?:\w+ )?(?:approved|licen[sc]ed|authori[sz]ed|indicated) (?:\w+ ){0,3}(?:for|"
        r"to treat|in)\b[^.]{0,120}\b(?:treat\w*|prevent\w*|patients?|adults?|infections?|"
        r"disease|relief)\b"
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
    "background over": r"\b(?:introduction|background)\b",
    "course of illness": r"\bprognosis\b",
    "action over": r"\bmechanisms? of action\b|\bpharmacodynamics?\b|\binhibition\b",
    "acts": (
        r"\b(?:inhibits?|binds?|blocks?|activates?|suppresses|stimulates|relaxes|reduces the production of|"
        r"acts (?:by|on|as|via)|influence the enzyme|is not an?\s+inhibitor)\b|\bexploits?\b|"
        r"\binhibitor of\b|\bselectively\b"
    ),
    "of animals": r"\b(?:in (?:mice|rats|dogs|animals?)|animal (?:studies|models?)|in vitro|preclinical)\b",
    "shown in animals": (
        r"\b(?:in (?:mice|rats|animals?)|animal (?:studies|models?)|in vitro|preclinical)\b[^.]{0,80}\b(?:show"
        r"\w*|inhibit\w*|reduc\w*)\b"
    ),
    "class named": r"\b(?:inhibitors?|antagonists?|agonists?|blockers?|\w+ targets)\b",
    "food and exercise over": r"\b(?:diet|exercise|nutrition|lifestyle)\b",
    "abbreviations": r"^Abbreviation\t",
    "history over": r"\bhistory of development\b|\bmethodology\b|\brating scheme\b",
    "recommendation columns": r"(?:^|\t)\s*recommendations?\s*(?:\t|$)",
}
