select id as LEEFGEBIED_ID, domein_naam as NAAM from _leefgebieden
