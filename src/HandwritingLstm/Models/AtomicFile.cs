namespace HandwritingLstm.Models;

/// <summary>Writes a file so that at any moment, even after a crash, its name stands for the old or the new content.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file under a temporary name, brings it to the disk, and renames it.</summary>
    /// <param name="path">The file; what stood there is replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="RecognitionException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = path + ".tmp"; // always the same name, so that a killed run leaves one file at most
        try
        {
            var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None); // fails where another process writes it
            try
            {
                using (stream)
                {
                    write(stream);
                    stream.Flush(flushToDisk: true);
                }

                File.Move(temporary, path, overwrite: true);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecognitionException(
                $"{path}: the file cannot be written: {e.Message} Check that its folder exists, is writable and has space left.", e);
        }
    }
}
