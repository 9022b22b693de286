using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training;

/// <summary>Where a run tells how it is going; the command line draws a bar on a terminal and writes lines elsewhere.</summary>
public interface ITrainingProgress
{
    /// <summary>A line of a data set was loaded. Called from several threads.</summary>
    /// <param name="source">The ground-truth file or folder.</param>
    /// <param name="loaded">Lines loaded so far.</param>
    /// <param name="total">Lines in all.</param>
    void Loading(string source, int loaded, int total);

    /// <summary>A data set was loaded and checked; this comes before the first step.</summary>
    void Linted(LintReport report);

    /// <summary>The first step is about to be made.</summary>
    /// <param name="start">What is trained.</param>
    void Started(TrainingStart start);

    /// <summary>A step was made.</summary>
    void Stepped(TrainingStatus status);

    /// <summary>The network was validated.</summary>
    /// <param name="status">The status with the error rates.</param>
    /// <param name="isBest">Whether this is the best so far, which was then kept.</param>
    void Validated(TrainingStatus status, bool isBest);

    /// <summary>A checkpoint was written.</summary>
    void Saved(string path);
}
