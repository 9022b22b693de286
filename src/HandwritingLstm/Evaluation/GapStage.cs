namespace HandwritingLstm.Evaluation;

/// <summary>What a set of lines has in common with the training lines; each stage has less than the one before.</summary>
public enum GapStage
{
    /// <summary>Lines that the model was trained on.</summary>
    Training,

    /// <summary>Other lines by the writers of the training lines.</summary>
    HeldOut,

    /// <summary>Lines of the same kind by other writers.</summary>
    Validation,

    /// <summary>Lines of the kind that the model is for.</summary>
    Target,
}
