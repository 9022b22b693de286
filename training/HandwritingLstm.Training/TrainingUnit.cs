namespace HandwritingLstm.Training;

/// <summary>What a training budget, or the time between two validations, is counted in.</summary>
public enum TrainingUnit
{
    /// <summary>Passes over the training lines.</summary>
    Epochs,

    /// <summary>Optimiser steps, one per batch.</summary>
    Steps,

    /// <summary>Minutes of wall-clock time, validation included, pauses between two sessions not.</summary>
    Minutes,
}
