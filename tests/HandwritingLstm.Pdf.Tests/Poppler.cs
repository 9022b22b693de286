using System.ComponentModel;
using System.Diagnostics;

namespace HandwritingLstm.Pdf.Tests;

/// <summary>Poppler's programs, which read PDF files as most viewers do; tests that need them say so where they are missing.</summary>
internal static class Poppler
{
    /// <summary>Runs a program on a file, and returns what it printed.</summary>
    public static byte[] Run(string program, byte[] pdf, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        string[] toStdout = string.Equals(program, "pdftotext", StringComparison.Ordinal) ? ["-"] : []; // pdftoppm does so by itself
        try
        {
            File.WriteAllBytes(file, pdf);
            using var process = Process.Start(new ProcessStartInfo(program, [.. arguments, file, .. toStdout]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var complaints = process.StandardError.ReadToEndAsync();
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            Assert.AreEqual("", complaints.GetAwaiter().GetResult());
            Assert.AreEqual(0, process.ExitCode);
            return output.ToArray();
        }
        catch (Win32Exception)
        {
            Assert.Inconclusive($"{program} is not installed: apt-get install poppler-utils");
            throw;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The text of a PDF file, its lines without the form feed at the end of a page.</summary>
    public static string[] Text(byte[] pdf) => System.Text.Encoding.UTF8.GetString(Run("pdftotext", pdf, "-enc", "UTF-8"))
        .Split(['\n', '\f'], StringSplitOptions.RemoveEmptyEntries);
}
