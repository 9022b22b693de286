namespace HandwritingLstm.Cli;

/// <summary>What may go wrong with one image among many, and is reported while the others are read.</summary>
internal static class ImageProblem
{
    /// <summary>Whether a problem is one image's, and not the program's.</summary>
    public static bool IsOfOneImage(Exception problem) =>
        problem is RecognitionException or IOException or UnauthorizedAccessException;

    /// <summary>One line that names the image once, by its name, whatever path the problem's message begins with.</summary>
    public static string Describe(ImageSource image, Exception problem)
    {
        var message = problem.Message;
        var what = message.StartsWith(image.Path, StringComparison.Ordinal) ? message[image.Path.Length..].TrimStart(':', ' ') : message;
        return $"{image.Name}: {what}";
    }
}
