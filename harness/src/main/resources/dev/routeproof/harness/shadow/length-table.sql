create or replace temp table shadow_length (candidate varchar, task_type varchar, served varchar, model varchar, ratio double, measured boolean)
