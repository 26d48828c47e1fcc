using System.Text;
using Pathway.Functions.Resources.Files;

namespace Pathway.Functions.Tests.Resources;

public sealed class PlainTextTests
{
    private const string Written = "Ünïcode ✓ 𝄞\r\n\tnext";

    public static TheoryData<string, bool> Encodings =>
        new() { { "utf-8", false }, { "utf-16", true }, { "utf-16BE", true }, { "iso-8859-1", false } };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Judges_a_text_alike_however_it_is_cut(string name, bool isMarked)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. isMarked ? encoding.GetPreamble() : [], .. encoding.GetBytes(Written)];
        for (var first = 2; first <= bytes.Length; first++)
        {
            for (var second = first; second <= bytes.Length; second++)
                Assert.True(
                    IsText(bytes[..first], bytes[first..second], bytes[second..]), $"cut at {first} and {second}");
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0x00 })]
    [InlineData(new byte[] { 0x1B, 0x5B })]
    [InlineData(new byte[] { 0x61, 0x7F })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00, 0x00, 0x00 })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00, 0x1B })]
    public void Refuses_what_is_no_text(byte[] bytes) => Assert.False(IsText(bytes));

    private static bool IsText(params byte[][] pieces)
    {
        var text = new PlainText();
        foreach (var piece in pieces)
            text.Add(piece);
        return text.IsText;
    }
}
