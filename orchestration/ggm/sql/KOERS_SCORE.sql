select
    id as SCORE_ID,
    trajectnummer_pseudo as TRAJECT,
    gemeentecode as GEMEENTECODE,
    zrm_versie as ZRM_VERSIE,
    meetmoment as MEETMOMENT,
    informant as INFORMANT,
    beoordelaar_pseudo as BEOORDELAAR
from _scores
