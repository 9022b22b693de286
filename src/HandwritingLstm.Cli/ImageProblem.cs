namespace HandwritingLstm.Cli;

/// <summary>What may go wrong with one image among many, and is reported while the others are read.</summary>
internal static class ImageProblem
{
    /// <summary>Whether a problem is one image's, and not the program's.</summary>
    public static bool IsOfOneImage(Exception problem) =>
        problem is RecognitionException or IOException or UnauthorizedAccessException;

    /// <summary>Does something with an image; if that goes wrong, the others go on.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="image">The image.</param>
    /// <param name="work">What to do.</param>
    /// <param name="failed">The result in place of that, of what <see cref="Describe"/> says of the problem.</param>
    public static T Contain<T>(ImageSource image, Func<T> work, Func<string, T> failed)
    {
        try
        {
            return work();
        }
        catch (Exception problem) when (IsOfOneImage(problem))
        {
            return failed(Describe(image, problem));
        }
    }

    /// <summary>One line that names the image once, by its name, whatever path the problem's message begins with.</summary>
    public static string Describe(ImageSource image, Exception problem)
    {
        var message = problem.Message;
        var what = message.StartsWith(image.Path, StringComparison.Ordinal) ? message[image.Path.Length..].TrimStart(':', ' ') : message;
        return $"{image.Name}: {what}";
    }
}
