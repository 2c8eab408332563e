create or replace temp table shadow_classifier (candidate varchar, stage varchar, input double, fixed double)
