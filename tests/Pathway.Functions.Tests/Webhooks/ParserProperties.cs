using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Webhooks.Caliper;
using Pathway.Functions.Webhooks.CloudEvents;
using Pathway.Functions.Webhooks.Intake;
using Pathway.Functions.Webhooks.Xapi;
using Pathway.Testing;
using Known = Pathway.Functions.Engagement.Facts.Fact;

namespace Pathway.Functions.Tests.Webhooks;

/// <summary>Whatever bytes arrive, a reader ends with facts or with faults, and never throws: no input is a 500.</summary>
public sealed class ParserProperties
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly CollegeKeys College = new(
        new College(CollegeId.Parse("utc-leeds"), new CollegeDefinition { Name = "Leeds" }) { Salt = new byte[32] }, new Keyring(Convert.FromBase64String(AppUnderTest.RootKey)));

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    private static readonly string[] Samples =
    [
        Encoding.UTF8.GetString(
            CollegeSystem.Body(CollegeSystem.Viewed("1"), CollegeSystem.Event("2", "pathway.learner.enrolled", new { learner = "jo", aliases = new[] { "1" }, yearGroup = "Y12" }))),
        $"[{XapiTests.Statement("6690e6c9-3ef0-4ed3-8b37-7f3964730bee")},{XapiTests.Statement(null)}]",
        CaliperTests.Envelope(CaliperTests.Event(1, "ViewEvent", "Viewed"), CaliperTests.Event(2, "FeedbackEvent", "Ranked", ""","generated":{"selections":["4"]}""")),
    ];

    [Fact]
    public void Arbitrary_bytes_end_in_facts_or_faults() =>
        Check.One(Many, Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ReadsWithEveryReader));

    [Fact]
    public void Samples_with_a_piece_cut_out_or_changed_end_in_facts_or_faults()
    {
        var damaged =
            from sample in Gen.Elements(Samples)
            from start in Gen.Choose(0, sample.Length - 1)
            from length in Gen.Choose(0, 40)
            from piece in Gen.OneOf(
                Gen.Constant(""),
                Gen.Elements(
                    "\"", "{", "}", "[", "]", ",", ":", "{}", "[[[[", "\"a\":", "-", "true", "null", "1e999", "9999999999999999999",
                    "\\ud800", "\\u0000", "\\\\", "\u00e4", " ", "?", "#", "%", "/", "@", ";", "urn:", "mailto:"))
            select Encoding.UTF8.GetBytes(sample[..start] + piece + sample[Math.Min(sample.Length, start + length)..]);

        Check.One(Many, Prop.ForAll(damaged.ToArbitrary(), ReadsWithEveryReader));
    }

    [Fact]
    public void Arbitrary_headers_are_no_signature_and_no_exception() =>
        Check.One(Many, Prop.ForAll<string?, string?, string?>((id, timestamp, signatures) =>
            new WebhookSignature(id, timestamp, signatures).CheckHeaders(Now) != SignatureVerdict.Valid));

    [Fact]
    public void Arbitrary_signatures_are_made_with_no_key_and_no_exception()
    {
        var tokens = Gen.OneOf(
            ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get),
            ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => "v1," + Convert.ToBase64String(bytes)),
            ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => "v1a," + Convert.ToBase64String(bytes)),
            ArbMap.Default.GeneratorFor<byte>().ListOf(64).Select(bytes => "v1a," + Convert.ToBase64String([.. bytes])),
            ArbMap.Default.GeneratorFor<byte>().ListOf(32).Select(bytes => "v1," + Convert.ToBase64String([.. bytes])));
        Check.One(Many, Prop.ForAll(tokens.ListOf().Select(list => string.Join(' ', list)).ToArbitrary(), signatures =>
        {
            var signature = new WebhookSignature("msg_1", $"{Now.ToUnixTimeSeconds()}", signatures);
            return signatures.Length == 0 || (signature.CheckHeaders(Now) == SignatureVerdict.Valid && !signature.IsMadeWith(new byte[32], "body"u8) && !signature.IsSignedBy(new byte[32], "body"u8));
        }));
    }

    [Fact]
    public void Arbitrary_attributes_in_binary_mode_end_in_facts_or_faults() =>
        Check.One(Many, Prop.ForAll<string, string, string>((id, time, type) =>
        {
            using var batch = new FactBatch(College, Now);
            BinaryEvent.Read(
                new HeaderDictionary
                {
                    ["ce-specversion"] = "1.0",
                    ["ce-id"] = id,
                    ["ce-source"] = "/s",
                    ["ce-type"] = type,
                    ["ce-time"] = time,
                },
                "{}"u8,
                batch);
            return batch.Faults.Count > 0;
        }));

    [Fact]
    public void A_delivery_is_read_as_it_was_written()
    {
        var facts =
            from verb in Gen.Elements(Enum.GetValues<FactVerb>())
            from kind in Gen.Elements(Enum.GetValues<ObjectKind>())
            from name in Gen.Elements("programme", "stroke-pathways", "https://moodle.example.org/mod/\"x\"?id=ä")
            from learners in Gen.Choose(0, 3)
            from minutes in Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(0, 1440).Select(value => (int?)value))
            from rating in Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(1, 5).Select(value => (int?)value))
            from known in Gen.Elements(true, false)
            from ticks in Gen.Choose(0, int.MaxValue)
            select new Known(
                Known.KeyOf(College, "s", $"{ticks}"),
                verb,
                new FactObject(kind, name),
                [.. Enumerable.Range(0, learners).Select(i => College.Reference($"{i}"))],
                Now.AddTicks(ticks))
            {
                Minutes = minutes,
                Rating = rating,
                TimeKnown = known,
                Enrolment = verb == FactVerb.Enrolled ? new Enrolment([College.Reference("alias")], 12) : null,
            };

        Check.One(Many, Prop.ForAll(facts.ArrayOf().ToArbitrary(), list =>
        {
            var written = new FactDelivery(
                College.Id,
                "msg_1",
                Dialect.Caliper,
                Now,
                list)
            { Dropped = new Dictionary<string, int>(StringComparer.Ordinal) { ["name"] = 2 } };
            var read = FactMessage.Read(FactMessage.Write(written).Memory);
            return read.Facts.Select(fact => fact.ContentHash() + fact.Key + fact.At)
                .SequenceEqual(written.Facts.Select(fact => fact.ContentHash() + fact.Key + fact.At))
                && read.Dropped["name"] == 2 && read.At == Now && read.Dialect == Dialect.Caliper;
        }));
    }

    [Fact]
    public void Times_are_read_as_the_framework_reads_them() =>
        Check.One(
            Many,
            Prop.ForAll<DateTimeOffset>(time => Rfc3339.Parse(Encoding.ASCII.GetBytes(time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", System.Globalization.CultureInfo.InvariantCulture))) == time.ToUniversalTime()));

    [Fact]
    public void An_address_is_canonical_once() =>
        Check.One(
            Many,
            Prop.ForAll<string>(text => ObjectAddress.Canonical("https://example.org/" + text) is not { } address || ObjectAddress.Canonical(address) == address));

    [Theory]
    [InlineData("%%7a", "%25z")]
    [InlineData("100%", "100%25")]
    [InlineData("%zz/%4", "%25zz/%254")]
    [InlineData("%%", "%25%25")]
    [InlineData("%2541?id=%", "%2541")]
    public void A_percent_sign_that_escapes_nothing_is_one(string path, string canonical) =>
        Assert.StartsWith($"https://example.org/{canonical}", ObjectAddress.Canonical("https://example.org/" + path), StringComparison.Ordinal);

    /// <summary>The quick way of reading an address against the framework's own, which an upper-case scheme leads to.</summary>
    [Fact]
    public void An_address_is_the_same_whichever_way_it_is_read()
    {
        var part = Gen.Elements(
            "a",
            "B",
            "user",
            "view.php",
            "users",
            ".",
            "..",
            "~jo",
            "-",
            "_",
            "1",
            "%40",
            "x@y",
            "é",
            " ",
            "",
            "\\",
            ":8080",
            "?id=7",
            "?id=x&id=3",
            "?a=1&id=9#f",
            "#id=3",
            "&",
            "=",
            "//",
            "127.0.0.1");
        var addresses = from host in Gen.Elements(
            "example.org",
            "m.example.org",
            "127.0.0.1",
            "1.2",
            "EXAMPLE.org",
            "a..b",
            "-a.org",
            "a",
            "xn--bcher-kva.example",
            "jo@example.org",
            "")
                        from parts in part.ArrayOf()
                        select $"{host}/{string.Join('/', parts)}";

        Check.One(
            Many,
            Prop.ForAll(addresses.ToArbitrary(), address => ObjectAddress.Canonical("https://" + address) == ObjectAddress.Canonical("HTTPS://" + address)));
    }

    [Theory]
    [InlineData(
        "HTTPS://Moodle.Example.ORG:443/mod/Page/view.php?id=7&user=9#p1",
        "https://moodle.example.org/mod/Page/view.php?id=7")]
    [InlineData("http://jo:secret@example.org:8080/a/", "http://example.org:8080/a")]
    [InlineData("https://example.org/page?id=jo%40example.org", "https://example.org/page")]
    [InlineData("https://example.org/user/view.php?id=3", null)]
    [InlineData("https://utc-my.sharepoint.com/personal/jo_smith_utc_example_org/Documents/x", null)]
    [InlineData("https://utc-my.sharepoint.com:443/a%20b", null)]
    [InlineData("https://example.org/personal/jo", null)]
    [InlineData("https://example.org/user%2Fjo.smith", null)]
    [InlineData("https://example.org/users;v=1/jo", null)]
    [InlineData("https://example.org/jo%252540x.example.org", null)]
    [InlineData("https://example.org/jo%EF%BC%A0x.example.org", null)]
    [InlineData("https://example.org/%2525252525252540", null)]
    [InlineData("https://example.org/a;jsessionid=abc123/b%20c", "https://example.org/a/b%20c")]
    [InlineData("https://wiki.example.org/User:Jo", null)]
    [InlineData(
        "https://utc.sharepoint.com/sites/science/page.aspx", "https://utc.sharepoint.com/sites/science/page.aspx")]
    [InlineData("https://example.org/terms/1/users/554433/attempts/1", null)]
    [InlineData("https://example.org/~jo/page", null)]
    [InlineData("https://example.org/jo@example.org", null)]
    [InlineData("https://example.org/mod/forum/user.php?id=2", null)]
    [InlineData("mailto:jo@example.org", null)]
    [InlineData("urn:uuid:1", "urn:uuid:1")]
    [InlineData("URN:Example:LMS:assignment:12?=a#b", "urn:example:LMS:assignment:12")]
    [InlineData("urn:example:user:jo", null)]
    [InlineData("urn:example:jo%40example.org", null)]
    [InlineData(
        "https://www.youtube.com/watch?app=desktop&v=AAA0awqu&t=42s", "https://www.youtube.com/watch?v=AAA0awqu")]
    [InlineData("https://example.org/page?for=jo", "https://example.org/page")]
    public void An_address_keeps_what_names_the_thing_and_no_person(string text, string? canonical) =>
        Assert.Equal(canonical, ObjectAddress.Canonical(text));

    private static bool ReadsWithEveryReader(byte[] bytes)
    {
        Action<FactBatch>[] readers =
        [
            batch => CloudEventReader.ReadOne(bytes, batch),
            batch => CloudEventReader.ReadMany(bytes, batch),
            batch => StatementReader.Read(bytes, batch),
            batch => EnvelopeReader.Read(bytes, batch),
            batch => BinaryEvent.Read(new HeaderDictionary { ["ce-id"] = "1" }, bytes, batch),
        ];
        return readers.All(read =>
        {
            using var batch = new FactBatch(College, Now);
            read(batch);
            return batch.Faults.Count > 0 || batch.Events >= batch.Facts.Count;
        });
    }
}
