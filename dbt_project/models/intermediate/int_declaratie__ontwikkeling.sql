{# The development steps of the triangle, on three levels: a product category, a law, and everything. A step is the factor from delay v to
   v + 1 (chain ladder: sum over sum) with the variance of Mack (1993, ASTIN Bulletin 23). A step counts when enough months show it. #}
{{ voltooiing_ontwikkeling(ref('int_declaratie__driehoek')) }}
