mod presets;
