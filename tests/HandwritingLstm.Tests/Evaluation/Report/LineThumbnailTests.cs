using HandwritingLstm.Evaluation.Report;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Tests.Evaluation.Report;

[TestClass]
public sealed class LineThumbnailTests
{
    [TestMethod]
    public void Image_is_scaled_to_the_mean_of_what_it_covers()
    {
        // Four squares of 3 × 2 pixels, each of one grey but for noise that the mean evens out.
        var pixels = new byte[24];
        byte[] greys = [0, 85, 170, 255];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y) = (i % 6, i / 6);
            var grey = greys[(x / 3) + (y / 2 * 2)];
            pixels[i] = (byte)Math.Clamp(grey + (x % 3) - 1, 0, 255);
        }

        var small = LineThumbnail.Reduce(new GrayImage(6, 4, pixels), 0.5);
        Assert.AreEqual((3, 2), (small.Width, small.Height));
        var half = LineThumbnail.Reduce(new GrayImage(6, 4, pixels), 0.34);
        Assert.AreEqual((2, 1), (half.Width, half.Height));
        CollectionAssert.AreEqual(new byte[] { 85, 170 }, half.Pixels); // (0 + 170) / 2 and (85 + 255) / 2
    }

    [TestMethod]
    public void Wide_image_is_a_small_data_uri_of_its_own_size()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "line.png");
        var random = new Random(1);
        var pixels = new byte[600 * 128];
        random.NextBytes(pixels);
        ImageFile.SavePng(new GrayImage(600, 128, pixels), path);

        var thumbnail = LineThumbnail.Load(path, 64)!;
        Assert.AreEqual((600, 128), (thumbnail.Width, thumbnail.Height));
        Assert.StartsWith("data:image/png;base64,", thumbnail.Uri);
        var image = ImageFile.Decode(Convert.FromBase64String(thumbnail.Uri["data:image/png;base64,".Length..]), "thumbnail");
        Assert.AreEqual((300, 64), (image.Width, image.Height));
        Assert.IsTrue(image.Pixels.All(pixel => pixel % 17 == 0));
    }

    [TestMethod]
    public void What_is_no_image_has_no_thumbnail()
    {
        using var folder = new TemporaryFolder();
        Assert.IsNull(LineThumbnail.Load(folder.Write("bad.png", "no image"), 64));
        Assert.IsNull(LineThumbnail.Load(Path.Combine(folder.Path, "none.png"), 64));
        Assert.IsNull(LineThumbnail.Load(null, 64));
    }
}
