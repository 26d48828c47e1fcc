using System.Buffers.Text;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Resources;

public sealed class LinkTokenTests
{
    // Made with Python's hmac, hashlib and base64 from the format's description and the test's root key.
    private const string Known = "AQAAAABrNuyAamnOn5J9JLRbrvzRFcl6DMESEJsWPMFF8-f91BSMR7R1dGMtbGVlZHM";

    private static readonly Keyring Keys = new(Convert.FromBase64String(AppUnderTest.RootKey));
    private static readonly CollegeId Leeds = CollegeId.Parse("utc-leeds");
    private static readonly ResourceId Ecg = ResourceId.Parse("reading-an-ecg");
    private static readonly DateTimeOffset Expires = DateTimeOffset.FromUnixTimeSeconds(1_798_761_600);

    [Fact]
    public void Is_what_an_independent_implementation_makes_of_the_same_key() =>
        Assert.Equal(Known, LinkToken.Write(Keys.LinkKey(Leeds, 1), Leeds, Ecg, Expires));

    [Fact]
    public void Says_its_college_and_expiry_and_holds_for_its_resource()
    {
        Assert.True(LinkToken.TryRead(Known, out var token));

        Assert.Equal(new LinkToken(Leeds, Expires), token);
        Assert.True(LinkToken.IsSigned(Known, Keys.LinkKey(Leeds, 1), Ecg));
    }

    [Fact]
    public void Holds_for_no_other_resource_college_or_version_of_the_key()
    {
        Assert.False(LinkToken.IsSigned(Known, Keys.LinkKey(Leeds, 1), ResourceId.Parse("reading-an-eeg")));
        Assert.False(LinkToken.IsSigned(Known, Keys.LinkKey(CollegeId.Parse("utc-york"), 1), Ecg));
        Assert.False(LinkToken.IsSigned(Known, Keys.LinkKey(Leeds, 2), Ecg));
    }

    [Fact]
    public void Holds_no_more_with_any_one_bit_changed()
    {
        var bytes = Base64Url.DecodeFromChars(Known);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var changed = bytes.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            var text = Base64Url.EncodeToString(changed);
            Assert.False(
                LinkToken.TryRead(text, out var token)

                        && LinkToken.IsSigned(
                            text, token.College is { } college ? Keys.LinkKey(college, 1) : Keys.SharedLinkKey(1), Ecg),
                $"bit {bit}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("AQ")]
    [InlineData("not base64url!")]
    public void Reads_nothing_from_what_is_no_token(string text) => Assert.False(LinkToken.TryRead(text, out _));

    [Fact]
    public void Reads_nothing_from_a_text_of_any_length()
    {
        for (var length = 0; length < 400; length++)
            Assert.False(LinkToken.TryRead(new string('A', length), out _));
    }
}
