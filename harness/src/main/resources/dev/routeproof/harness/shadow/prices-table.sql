create or replace temp table shadow_price (model varchar, input double, output double)
