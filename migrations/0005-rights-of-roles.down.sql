revoke all on all tables in schema public from registry_app;
revoke all on all functions in schema public from registry_app;
