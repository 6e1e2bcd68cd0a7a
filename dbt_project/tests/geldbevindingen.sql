-- Money in deliveries that belong together and do not fit. A warning: a person looks at it; the page aansluiting shows it with its sentence.
{{ config(severity='warn') }}
select regel, gemeentecode, boekjaar, onderwerp, bevindingen_n from {{ ref('mart_geldbevinding') }}
