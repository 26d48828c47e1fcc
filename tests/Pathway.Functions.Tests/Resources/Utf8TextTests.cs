using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pathway.Functions.Resources.Ingest;
using Pathway.Functions.Resources;
using Pathway.Functions.Resources.Catalogue;
using Pathway.Functions.Resources.Links;
using Pathway.Functions.Resources.Upkeep;
using Pathway.Functions.Resources.Uploads;

namespace Pathway.Functions.Tests.Resources;

public sealed class Utf8TextTests
{
    private const string Written = "Ünïcode ✓ 𝄞\r\n\tnext";

    [Fact]
    public void Judges_a_text_alike_however_it_is_cut()
    {
        var bytes = Encoding.UTF8.GetBytes(Written);
        for (var first = 0; first <= bytes.Length; first++)
        {
            for (var second = first; second <= bytes.Length; second++)
                Assert.True(IsText(bytes[..first], bytes[first..second], bytes[second..]), $"cut at {first} and {second}");
        }
    }

    [Fact]
    public void Says_of_any_bytes_what_the_strict_decoder_says() => Check.QuickThrowOnFailure(Prop.ForAll<byte[], int>((bytes, cut) =>
    {
        var at = bytes.Length == 0 ? 0 : Math.Abs(cut % bytes.Length);
        return IsText(bytes[..at], bytes[at..]) == IsStrict(bytes);
    }));

    [Theory]
    [InlineData(new byte[] { 0x61, 0x00 })]
    [InlineData(new byte[] { 0xE2, 0x9C })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { 0x1B, 0x5B })]
    public void Refuses_what_is_no_text(byte[] bytes) => Assert.False(IsText(bytes));

    private static bool IsText(params byte[][] pieces)
    {
        var text = new Utf8Text();
        foreach (var piece in pieces)
            text.Add(piece);
        return text.IsText;
    }

    private static bool IsStrict(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).All(letter => letter is >= ' ' and not '\x7F' or '\t' or '\n' or '\f' or '\r');
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
