using System.Buffers.Binary;
using System.Text;

namespace HandwritingLstm.Pdf.Tests;

[TestClass]
public sealed class GlyphlessFontTests
{
    [TestMethod]
    public void Tables_lie_where_the_directory_says_with_the_checksums_it_says()
    {
        var font = GlyphlessFont.Build();
        var count = BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(4));
        var tags = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var entry = font.AsSpan(12 + (16 * i), 16);
            tags.Add(Encoding.ASCII.GetString(entry[..4]));
            var (offset, length) = (BinaryPrimitives.ReadInt32BigEndian(entry[8..]), BinaryPrimitives.ReadInt32BigEndian(entry[12..]));
            var data = font.AsSpan(offset, length).ToArray();
            if (string.Equals(tags[^1], "head", StringComparison.Ordinal))
            {
                data.AsSpan(8, 4).Clear(); // the adjustment is no part of its own table's checksum
            }

            Assert.AreEqual(BinaryPrimitives.ReadUInt32BigEndian(entry[4..]), Sum(data), tags[^1]);
        }

        Assert.AreEqual("glyf head hhea hmtx loca maxp", string.Join(' ', tags));
    }

    [TestMethod]
    public void Whole_file_adds_up_to_the_number_of_the_specification() => Assert.AreEqual(0xB1B0AFBA, Sum(GlyphlessFont.Build()));

    private static uint Sum(byte[] data)
    {
        uint sum = 0;
        for (var i = 0; i < data.Length; i += 4)
        {
            for (var k = 0; k < 4; k++)
            {
                sum = unchecked(sum + ((i + k < data.Length ? (uint)data[i + k] : 0) << (24 - (8 * k))));
            }
        }

        return sum;
    }
}
