{# Up to which delay can be estimated, and from which group. The horizon is the longest delay that everything together shows often enough; what
   comes later is not estimated. A category uses its own steps when all of them show often enough, else those of its law, else those of
   everything. Step 0 is left out: declarations are mostly dated in the month after. #}
{{ voltooiing_horizon(
    ref('int_declaratie__ontwikkeling'), '(select distinct wet, productcategorie from ' ~ ref('int_declaratie__regels') ~ ')') }}
