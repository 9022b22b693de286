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

    /// <summary>
    /// Minutes of processor time, those of all threads added up, validation included: what a run gets is the same on a busy
    /// machine as on an idle one.
    /// </summary>
    CpuMinutes,
}
