"""How the embedded models are built: base, fine-tuning, calibration, export."""
