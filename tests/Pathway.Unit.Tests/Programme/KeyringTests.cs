using System.Text;
using Pathway.Functions.Programme;

namespace Pathway.Unit.Tests.Programme;

/// <summary>Known answers from node's crypto (hkdfSync, createHmac) with the same root, info and salt.</summary>
public sealed class KeyringTests
{
    private static readonly byte[] Root = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] NextRoot = [.. Enumerable.Repeat((byte)7, 32)];
    private static readonly CollegeId Leeds = CollegeId.Parse("utc-leeds");

    [Fact]
    public void Derives_what_an_independent_implementation_derives()
    {
        var keyring = new Keyring(Root);

        Assert.Equal("whsec_xY11EXzxzN+TmP9Kxqug7ExCtLYkO2SUZ+nxytAObOY=", keyring.WebhookSecret(Leeds, 1));
        Assert.Equal("TJQgeCshWhfPRVHaeip8VjNM6TwTMI8jssmmmawy0Fs", keyring.XapiPassword(Leeds, 2));
        Assert.Equal("2purfjvnye7kjgfvodxggc7x54", keyring.FeedToken(Leeds, 1));
        Assert.Equal("0DFD2CA3FE8A74436F8484DEA95ED24EB5275DFF9174579DB9D2AF869581560E", Convert.ToHexString(keyring.LinkKey(Leeds, 3)));
        Assert.Equal("D65C0A1DFCF92D429F03675A0475C777AE5ED5152199870D204A65D672B83C9B", Convert.ToHexString(keyring.SharedLinkKey(1)));
        Assert.Equal(
            "B86BA93CB556294844735E04080D498AC883F1684284BC5B4E8F9A6C383D37F8", Convert.ToHexString(keyring.FactKey(Leeds, "salt"u8)));
        Assert.Equal("c3im5omx6qrjdz5u", keyring.LastingMark);
        Assert.Equal(7, keyring.Derivations);
    }

    [Fact]
    public void Has_no_root_before_its_first()
    {
        Assert.Null(new Keyring(Root).Previous);
        Assert.Null(new Keyring(Root, previous: null, kept: "").Previous);
        Assert.Equal(new Keyring(Root).LastingMark, new Keyring(Root, previous: null, kept: "").LastingMark);
    }

    /// <summary>What is given out is of the new root, what rows are made of of the first, however it is known.</summary>
    [Theory]
    [InlineData(true, "")]
    [InlineData(true, "under the previous")]
    [InlineData(true, "under the new")]
    [InlineData(false, "under the new")]
    public void Replaces_its_root_and_keeps_what_lasts(bool isPreviousThere, string kept)
    {
        var before = new Keyring(Root);
        var sealedKey = kept switch
        {
            "under the previous" => before.Keep(),
            "under the new" => new Keyring(NextRoot, Root, "").Keep(),
            _ => "",
        };

        var after = new Keyring(NextRoot, isPreviousThere ? Root : null, sealedKey);

        Assert.Equal(before.PseudonymKey(Leeds, [1]), after.PseudonymKey(Leeds, [1]));
        Assert.Equal(before.FactKey(Leeds, [1]), after.FactKey(Leeds, [1]));
        Assert.Equal(before.LastingMark, after.LastingMark);
        Assert.Equal(new Keyring(NextRoot).WebhookSecret(Leeds, 1), after.WebhookSecret(Leeds, 1));
        Assert.Equal(isPreviousThere ? before.WebhookSecret(Leeds, 1) : null, after.Previous?.WebhookSecret(Leeds, 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Does_not_go_on_with_a_key_that_was_kept_under_another_root(bool isPreviousThere)
    {
        var kept = new Keyring([.. Enumerable.Repeat((byte)9, 32)]).Keep();

        var refusal = Assert.Throws<ArgumentException>(() => new Keyring(NextRoot, isPreviousThere ? Root : null, kept));

        Assert.StartsWith("The kept key was sealed under another root.", refusal.Message, StringComparison.Ordinal);
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
        Assert.StartsWith(
            "The root key must be 32 bytes.",
            Assert.Throws<ArgumentException>(() => new Keyring(new byte[length])).Message,
            StringComparison.Ordinal);

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

    /// <summary>Longer than one group, as an independent implementation encodes it.</summary>
    [Fact]
    public void Encodes_every_bit_of_many_bytes()
    {
        byte[] bytes = [.. Enumerable.Range(0, 43).Select(i => (byte)(6 * i))];

        Assert.Equal("aadayeqydyscumbwhrbeqtsuljqgm3dspb7ijcuqs2okfkfows5mbrwm2lmn5zhk6d3py", Base32.Encode(bytes));
        Assert.Equal("77777777777q", Base32.Encode([255, 255, 255, 255, 255, 255, 255]));
    }
}
