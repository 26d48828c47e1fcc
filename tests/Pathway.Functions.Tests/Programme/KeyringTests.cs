using System.Text;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Tests.Programme;

/// <summary>Known answers from node's crypto (hkdfSync, createHmac) with the same root, info and salt.</summary>
public sealed class KeyringTests
{
    private static readonly byte[] Root = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly CollegeId Leeds = CollegeId.Parse("utc-leeds");

    [Fact]
    public void Derives_what_an_independent_implementation_derives()
    {
        var keyring = new Keyring(Root);

        Assert.Equal("whsec_xY11EXzxzN+TmP9Kxqug7ExCtLYkO2SUZ+nxytAObOY=", keyring.WebhookSecret(Leeds, 1));
        Assert.Equal("TJQgeCshWhfPRVHaeip8VjNM6TwTMI8jssmmmawy0Fs", keyring.XapiPassword(Leeds, 2));
        Assert.Equal("2purfjvnye7kjgfvodxggc7x54", keyring.FeedToken(Leeds, 1));
    }

    [Fact]
    public void Gives_every_purpose_college_and_version_a_key_of_its_own()
    {
        var keyring = new Keyring(Root);
        var york = CollegeId.Parse("utc-york");

        string[] keys =
        [
            keyring.WebhookSecret(Leeds, 1), keyring.WebhookSecret(Leeds, 2), keyring.WebhookSecret(york, 1),
            "whsec_" + Convert.ToBase64String(keyring.LinkKey(Leeds, 1)), "whsec_" + Convert
                .ToBase64String(keyring.PseudonymKey(Leeds, [])),
        ];

        Assert.Equal(keys.Length, keys.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Refuses_a_root_of_another_length(int length) =>
        Assert.Throws<ArgumentException>(() => new Keyring(new byte[length]));

    [Fact]
    public void Turns_a_learner_into_the_reference_an_independent_implementation_makes()
    {
        var key = new Keyring(Root).PseudonymKey(Leeds, Encoding.ASCII.GetBytes("utc-leeds".PadRight(32, '.')));

        var reference = LearnerRef.From(key, "learner01@utc-leeds.example.org");

        Assert.Equal("opewthcrfvcagutjeoslrkefc5kf72g3ightx4vccuiwx47sfmza", reference.ToString());
        Assert.Equal(8343315904778290179UL, reference.Prefix);
    }

    [Theory]
    [InlineData("Learner01@UTC-Leeds.example.org")]
    [InlineData("  learner01@utc-leeds.example.org ")]
    [InlineData("mailto:learner01@utc-leeds.example.org")]
    public void Knows_a_learner_however_the_address_is_written(string identifier)
    {
        var key = new Keyring(Root).PseudonymKey(Leeds, []);

        Assert.Equal(LearnerRef.From(key, "learner01@utc-leeds.example.org"), LearnerRef.From(key, identifier));
    }

    [Fact]
    public void Knows_nobody_again_without_the_salt()
    {
        var keyring = new Keyring(Root);

        Assert.NotEqual(
            LearnerRef.From(keyring.PseudonymKey(Leeds, [1]), "learner01"),
            LearnerRef.From(keyring.PseudonymKey(Leeds, [2]), "learner01"));
    }

    /// <summary>The vectors of RFC 4648 section 10, in lower case and without padding.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "my")]
    [InlineData("fo", "mzxq")]
    [InlineData("foo", "mzxw6")]
    [InlineData("foob", "mzxw6yq")]
    [InlineData("fooba", "mzxw6ytb")]
    [InlineData("foobar", "mzxw6ytboi")]
    public void Encodes_base32_as_the_specification_does(string plain, string encoded) =>
        Assert.Equal(encoded, Base32.Encode(Encoding.ASCII.GetBytes(plain)));
}
