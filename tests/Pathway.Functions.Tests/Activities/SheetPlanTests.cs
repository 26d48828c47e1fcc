using System.Text;
using Pathway.Functions.Activities.Import;

namespace Pathway.Functions.Tests.Activities;

public sealed class SheetPlanTests
{
    [Theory]
    [InlineData("10/02/2027 14:00", "2027-02-10T14:00:00")]
    [InlineData("10/02/2027 9:00", "2027-02-10T09:00:00")]
    [InlineData("2027-02-10 9:00", "2027-02-10T09:00:00")]
    [InlineData("2027-02-10T14:00", "2027-02-10T14:00:00")]
    [InlineData("2027/02/10 14:00:30", "2027-02-10T14:00:30")]
    [InlineData("2027-02-10T14:00:00.000", "2027-02-10T14:00:00")]
    [InlineData("10/02/2027 2:00 PM", "2027-02-10T14:00:00")]
    [InlineData("10/02/2027 2:00\u202fPM", "2027-02-10T14:00:00")]
    [InlineData("10/02/2027 12:30 am", "2027-02-10T00:30:00")]
    [InlineData("10/02/2027 12:30 p.m.", "2027-02-10T12:30:00")]
    [InlineData("10/02/2027 2pm", "2027-02-10T14:00:00")]
    [InlineData("10/02/2027  14.00", "2027-02-10T14:00:00")]
    [InlineData("10.2.2027 14.00", "2027-02-10T14:00:00")]
    [InlineData("10-02-27 14:00", "2027-02-10T14:00:00")]
    [InlineData("10 Feb 2027 14:00", "2027-02-10T14:00:00")]
    [InlineData("10-Feb-27 14:00", "2027-02-10T14:00:00")]
    [InlineData("Wed 10th February 2027, 14:00", "2027-02-10T14:00:00")]
    [InlineData("Wednesday, 10 February 2027 at 2:00 PM", "2027-02-10T14:00:00")]
    [InlineData("February 10, 2027 2:00 PM", "2027-02-10T14:00:00")]
    [InlineData("20270210T14:00", "2027-02-10T14:00:00")]
    [InlineData("'10/02/2027 14:00", "2027-02-10T14:00:00")]
    [InlineData("2027-02-10 14:00:00+01:00", "2027-02-10T14:00:00+01:00")]
    [InlineData("10/02/2027", "2027-02-10")]
    public void Reads_a_time_as_it_is_typed(string cell, string start)
    {
        Assert.Equal(
            start,
            Assert.Single(Read($"kind,title,start,end\nmasterclass,AI,\"{cell}\",2027-02-11 15:00\n").Entries).Request.Start);
    }

    [Theory]
    [InlineData("25:00")]
    [InlineData("10/02/2027 14:60")]
    [InlineData("10/02/2027 0:30 PM")]
    [InlineData("10/02/2027 14:00 AM")]
    [InlineData("31/04/2027 14:00")]
    [InlineData("10/02-2027 14:00")]
    [InlineData("2027/2/2027 14:00")]
    [InlineData("1/2/3 14:00")]
    [InlineData("Thu 10/02/2027 14:00")]
    [InlineData("10 Smarch 2027 14:00")]
    public void Refuses_what_is_no_time(string cell)
    {
        var fault = Assert.Single(
            Read($"kind,title,start,end\nmasterclass,AI,\"{cell}\",2027-02-11 15:00\n").Faults.Told);

        Assert.Equal(("/start", 2, "start"), (fault.Path, fault.Line, fault.Column));
    }

    [Theory]
    [InlineData("25/01/2027 09:00", false, "2027-02-10T14:00:00", "day first (10 February), as line 3 shows")]
    [InlineData("01/25/2027 09:00", true, "2027-10-02T14:00:00", "month first (October 2), as line 3 shows")]
    [InlineData(
        "03/04/2027 09:00", true, "2027-02-10T14:00:00", "day first (10 February), as the programme writes them")]
    [InlineData(
        "03/04/2027 09:00", false, "2027-10-02T14:00:00", "month first (October 2), as the programme writes them")]
    public void Takes_the_day_first_where_the_file_shows_it_and_else_as_the_programme_does(
        string other, bool dayFirst, string start, string words)
    {
        var file = SheetPlan.Read(
            Encoding.UTF8.GetBytes(
                $"kind,title,start,end\nmasterclass,AI,10/02/2027 14:00,15:00\nmasterclass,Beds,{other},10:00\n"),
            null,
            dayFirst);

        Assert.Empty(file.Faults.Told);
        Assert.Equal(start, file.Entries[0].Request.Start);
        Assert.Contains(words, Assert.Single(file.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_the_line_that_contradicts_the_programme_where_a_file_writes_both()
    {
        var fault = Assert.Single(
            Read(
                "kind,title,start,end\nmasterclass,AI,25/01/2027 14:00,15:00\nmasterclass,Beds,01/26/2027 14:00,15:00\n").Faults.Told,
            fault => fault.Column == "start");

        Assert.Equal(3, fault.Line);
    }

    [Fact]
    public void Says_nothing_of_the_order_where_nothing_hangs_on_it() =>
        Assert.Empty(Read("kind,title,start,end\nmasterclass,AI,2027-02-10 14:00,10 Feb 2027 15:00\n").Notes);

    [Fact]
    public void Takes_an_end_without_a_day_on_the_day_of_the_start_and_milestones_as_they_are_typed()
    {
        var entry = Assert.Single(
            Read("kind;title;start;end;milestones\nproject;AI;25/01/2027 14:00;4:30 pm;\"Briefing=26/01/2027; Final=01/02/2027 9:00\"\n").Entries);

        Assert.Equal("2027-01-25T16:30:00", entry.Request.End);
        Assert.Equal(
            ["Briefing 2027-01-26", "Final 2027-02-01T09:00:00"],
            entry.Request.Milestones!.Select(milestone => $"{milestone!.Title} {milestone.At}"));
    }

    [Theory]
    [InlineData("Kind,TITLE,Start ,End,Time Zone\nMasterclass,AI,2027-02-10 14:00,2027-02-10 15:00,GMT Standard Time\n")]
    [InlineData("kind\ttitle\tstart\tend\ttime_zone\nmasterclass\tAI\t2027-02-10 14:00\t2027-02-10 15:00\teurope/london\n")]
    [InlineData("sep=;\nkind;title;start;end;time-zone\nmasterclass;AI;2027-02-10 14:00;2027-02-10 15:00;Europe/London\n")]
    [InlineData("Plan of the spring,,,,\n,,,,\nkind,title,start,end,timeZone,,\nmasterclass,AI,2027-02-10 14:00,2027-02-10 15:00,Europe/London,,\n,,,,,,\n")]
    public void Finds_the_heading_in_any_case_between_any_marks(string text)
    {
        var file = Read(text);

        Assert.Empty(file.Faults.Told);
        var request = Assert.Single(file.Entries).Request;
        Assert.Equal(
            ("masterclass", "AI", "2027-02-10T14:00:00", "Europe/London"),
            (request.Kind, request.Title, request.Start, request.TimeZone));
    }

    [Fact]
    public void Never_shows_a_first_line_that_is_no_heading()
    {
        var fault = Assert.Single(Read("jo@utc-leeds.example.org,14\nsam@utc-leeds.example.org,15\n").Faults.Told);

        Assert.DoesNotContain("utc-leeds", fault.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("The first line must name the columns.", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_column_of_what_stands_under_no_heading()
    {
        var fault = Assert.Single(
            Read("kind,title,start,end,,\nmasterclass,AI,2027-02-10 14:00,2027-02-10 15:00,,note\n").Faults.Told);

        Assert.Equal((2, "F"), (fault.Line, fault.Column));
    }

    [Fact]
    public void Counts_what_is_too_much_and_looks_at_a_hundred()
    {
        var file = Read(
            "kind,title,start,end\n" + string.Concat(Enumerable.Range(1, 5_000).Select(at => $"masterclass,Talk {at},nonsense,2027-02-10 15:00\n")));

        Assert.Equal((100, 101), (file.Entries.Count, file.Faults.Count));
        Assert.Equal(1, file.Faults.More);
    }

    private static ImportFile Read(string text) => SheetPlan.Read(Encoding.UTF8.GetBytes(text), null, dayFirst: true);
}
