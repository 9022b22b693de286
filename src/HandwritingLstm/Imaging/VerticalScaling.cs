namespace HandwritingLstm.Imaging;

/// <summary>What decides how large the letters of a line become.</summary>
public enum VerticalScaling
{
    /// <summary>The box around all ink fills the height: a line without ascenders gets larger letters than one with.</summary>
    InkBox,

    /// <summary>
    /// The distribution of the ink over the rows: its mean lies in the middle and its standard deviation has a fixed
    /// size, so that the small letters are alike in height and place, whatever ascenders a line has.
    /// </summary>
    /// <remarks>
    /// M. Kozielski, P. Doetsch, H. Ney, "Improvements in RWTH's System for Off-Line Handwriting Recognition",
    /// ICDAR 2013, section III-B.
    /// </remarks>
    Moments,
}
