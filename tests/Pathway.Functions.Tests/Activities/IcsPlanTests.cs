using System.Text;
using NodaTime;
using Pathway.Functions.Activities.Import;

namespace Pathway.Functions.Tests.Activities;

public sealed class IcsPlanTests
{
    private const string European = """
        BEGIN:STANDARD
        DTSTART:16010101T020000
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0000
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:16010101T010000
        TZOFFSETFROM:+0000
        TZOFFSETTO:+0100
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
        END:DAYLIGHT

        """;

    private static readonly LocalDate Today = new(2026, 11, 25);

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\r\n")]
    public void Unfolds_before_it_reads_letters_whatever_ends_a_line(string end)
    {
        // The two bytes of \u00e9, and the four of a hospital, with folds inside.
        byte[] file =
        [
            .. Encoding.UTF8.GetBytes(
                $"BEGIN:VEVENT{end}UID:1{end}DTSTART:20270210T140000Z{end}DTEND:20270210T150000Z{end}SUMMARY:Caf\u00e9"[..^1]), 0xC3, .. Encoding.UTF8.GetBytes($"{end} "), 0xA9,
            .. Encoding.UTF8.GetBytes($" talk {end}\t"), 0xF0, 0x9F, .. Encoding.UTF8
                .GetBytes($"{end} "), 0x8F, 0xA5, .. Encoding.UTF8
                .GetBytes($"{end}END:VEVENT{end}"),
        ];

        Assert.Equal("Caf\u00e9 talk \U0001f3e5", Assert.Single(Read(file).Entries).Request.Title);
    }

    [Theory]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    [InlineData("\u0085")]
    [InlineData("\f")]
    [InlineData("\v")]
    [InlineData("\r")]
    [InlineData("\\n")]
    [InlineData("\\N")]
    public void Loses_no_text_behind_what_other_programs_take_for_the_end_of_a_line(string mark)
    {
        var entry = Only(
            $"DTSTART:20270210T140000Z\r\nDTEND:20270210T150000Z\r\nSUMMARY:AI{mark}on the ward\r\nDESCRIPTION:Bring a laptop{mark}Join: https://example.org/room\r\n",
            "\r\n");

        Assert.Equal(
            ("AI on the ward", "Bring a laptop\nJoin: https://example.org/room"),
            (entry.Request.Title, entry.Request.Description));
    }

    [Fact]
    public void Reads_other_letters_where_the_file_or_its_sender_says_so()
    {
        const string Text = "BEGIN:VEVENT\r\nSUMMARY:Sant\u00e9\r\nDTSTART:20270210T140000Z\r\nEND:VEVENT\r\n";

        Assert.Equal(
            "Sant\u00e9", IcsPlan.Read(Encoding.Latin1.GetBytes(Text), "ISO-8859-1", Today).Entries[0].Request.Title);
        Assert.Equal(
            "Sant\u00e9", IcsPlan.Read(Encoding.UTF8.GetBytes(Text), "ISO-8859-1", Today).Entries[0].Request.Title);
        Assert.Equal("Sant\u00e9", IcsPlan.Read(Encoding.Unicode.GetBytes(Text), null, Today).Entries[0].Request.Title);
    }

    [Theory]
    [InlineData("TZID=\"/freeassociation.sourceforge.net/Europe/London\"", "Europe/London")]
    [InlineData(
        "TZID=/softwarestudio.org/Olson_20011030_5/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires")]
    [InlineData("TZID=\"(UTC+00:00) Dublin, Edinburgh, Lisbon, London\"", "Europe/London")]
    [InlineData("TZID=(UTC+00:00) Dublin\\, Edinburgh\\, Lisbon\\, London", "Europe/London")]
    [InlineData("TZID=europe/london", "Europe/London")]
    [InlineData("TZID=\"gmt standard time\"", "Europe/London")]
    [InlineData("TZID=\"tzone://Microsoft/Utc\"", "Etc/UTC")]
    [InlineData("TZID=\"W. Europe Standard Time\"", "Europe/Berlin")]
    [InlineData("TZID=UTC+02:00", "Etc/GMT-2")]
    public void Knows_a_zone_by_its_other_names(string parameter, string zone)
    {
        var entry = Only($"DTSTART;{parameter}:20270610T140000\nDTEND;{parameter}:20270610T150000\nSUMMARY:AI\n");

        Assert.Equal(
            (zone, "2027-06-10T14:00:00", "2027-06-10T15:00:00"),
            (entry.Request.TimeZone, entry.Request.Start, entry.Request.End));
    }

    [Theory]
    [InlineData("Customized Time Zone", European, "Europe/London", "2027-06-10T14:00:00")]
    [InlineData("tzone://Microsoft/Custom", European, "Europe/London", "2027-06-10T14:00:00")]
    [InlineData("GMT", European, "Europe/London", "2027-06-10T14:00:00")]
    [InlineData("Home", "X-LIC-LOCATION:Europe/Lisbon\n" + European, "Europe/Lisbon", "2027-06-10T14:00:00")]
    [InlineData(
        "India",
        "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0530\nTZOFFSETTO:+0530\nEND:STANDARD\n",
        "Asia/Calcutta",
        "2027-06-10T14:00:00")]
    [InlineData(
        "Nowhere",
        "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0020\nTZOFFSETTO:+0020\nEND:STANDARD\n",
        "Europe/London",
        "2027-06-10T14:40:00")]
    [InlineData(
        "US", "BEGIN:STANDARD\nDTSTART:20071104T020000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20070311T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nRRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8,9,10,11,12,13,14;BYDAY=SU\nEND:DAYLIGHT\n",
        "America/New_York", "2027-06-10T14:00:00")]
    [InlineData(
        "Listed", "BEGIN:STANDARD\nDTSTART:20261025T020000\nRDATE:20271031T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0000\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20260329T010000\nRDATE;VALUE=DATE-TIME:20270328T010000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nEND:DAYLIGHT\n",
        "Europe/London", "2027-06-10T14:00:00")]
    public void Takes_the_clock_that_the_file_defines_above_or_below(
        string name, string rules, string zone, string start)
    {
        var definition = $"BEGIN:VTIMEZONE\nTZID:{name}\n{rules}END:VTIMEZONE\n";
        var item = $"BEGIN:VEVENT\nDTSTART;TZID=\"{name}\":20270610T140000\nDTEND;TZID=\"{name}\":20270610T150000\nSUMMARY:AI\nEND:VEVENT\n";

        foreach (var text in new[] { definition + item, item + definition })
        {
            var file = Read(Encoding.UTF8.GetBytes(text));

            Assert.Empty(file.Faults.Told);
            Assert.Equal((zone, start), (file.Entries[0].Request.TimeZone, file.Entries[0].Request.Start));
        }
    }

    [Fact]
    public void Takes_times_without_a_zone_on_the_calendars_own_clock()
    {
        var entry = Assert.Single(
            Read(Encoding.UTF8.GetBytes("BEGIN:VCALENDAR\nX-WR-TIMEZONE:Europe/Paris\nBEGIN:VEVENT\nDTSTART:20270610T140000\nSUMMARY:AI\nEND:VEVENT\nEND:VCALENDAR\n")).Entries);

        Assert.Equal(("Europe/Paris", "2027-06-10T14:00:00"), (entry.Request.TimeZone, entry.Request.Start));
    }

    [Theory]
    [InlineData("DTSTART:20270610T140000\n", "2027-06-10T14:00:00", "2027-06-10T15:00:00", "an hour")]
    [InlineData(
        "DTSTART:20270610T140000\nDTEND:20270610T140000\n", "2027-06-10T14:00:00", "2027-06-10T15:00:00", "an hour")]
    [InlineData("DTSTART:20270610T140000\nDURATION:PT0S\n", "2027-06-10T14:00:00", "2027-06-10T15:00:00", "an hour")]
    [InlineData("DTSTART;VALUE=DATE:20270610\n", "2027-06-10T00:00:00", "2027-06-11T00:00:00", "whole days")]
    [InlineData(
        "DTSTART;VALUE=DATE:20270610\nDTEND;VALUE=DATE:20270610\n",
        "2027-06-10T00:00:00",
        "2027-06-11T00:00:00",
        "whole days")]
    [InlineData(
        "DTSTART;VALUE=DATE:20270610\nDTEND;VALUE=DATE:20270612\n",
        "2027-06-10T00:00:00",
        "2027-06-12T00:00:00",
        "whole days")]
    [InlineData(
        "DTSTART;VALUE=DATE:20270610\nDURATION:P2D\n", "2027-06-10T00:00:00", "2027-06-12T00:00:00", "whole days")]
    public void Makes_an_activity_of_what_has_no_length_and_says_how(
        string times, string start, string end, string note)
    {
        var entry = Only(times + "SUMMARY:AI\n");

        Assert.Equal((start, end), (entry.Request.Start, entry.Request.End));
        Assert.Contains(note, Assert.Single(entry.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_a_quarter_of_a_million_folds_in_one_go()
    {
        var text = new StringBuilder("BEGIN:VEVENT\nDTSTART:20270610T140000Z\nSUMMARY:AI\nDESCRIPTION:");
        for (var at = 0; at < 250_000; at++)
            text.Append("\n x");

        Assert.Equal(
            250_000,
            Assert.Single(Read(Encoding.UTF8.GetBytes(text.Append("\nEND:VEVENT\n").ToString())).Entries).Request.Description!.Length);
    }

    [Fact]
    public void Counts_what_is_too_much_and_looks_at_a_hundred()
    {
        var file = Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("BEGIN:VEVENT\nEND:VEVENT\n", 20_000))));

        Assert.Equal((0, 1), (file.Entries.Count, file.Faults.Count));
        Assert.Contains("20000", file.Faults.Told[0].Reason, StringComparison.Ordinal);
    }

    private static ImportEntry Only(string lines, string end = "\n")
    {
        var file = Read(Encoding.UTF8.GetBytes($"BEGIN:VEVENT{end}UID:1{end}{lines}END:VEVENT{end}"));
        Assert.Empty(file.Faults.Told);
        return Assert.Single(file.Entries);
    }

    private static ImportFile Read(byte[] file) => IcsPlan.Read(file, null, Today);
}
