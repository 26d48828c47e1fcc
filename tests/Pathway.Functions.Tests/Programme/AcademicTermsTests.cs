using Microsoft.Extensions.Options;
using NodaTime;
using Pathway.Functions.Programme;
using Period = Pathway.Functions.Pages.House.Period;

namespace Pathway.Functions.Tests.Programme;

public sealed class AcademicTermsTests
{
    private static readonly AcademicTerms Seasons = new(Options.Create(new TermsOptions()));

    [Theory]
    [InlineData("2026-09-01", "2026-27 autumn")]
    [InlineData("2026-12-31", "2026-27 autumn")]
    [InlineData("2027-01-01", "2026-27 spring")]
    [InlineData("2027-04-15", "2026-27 spring")]
    [InlineData("2027-04-16", "2026-27 summer")]
    [InlineData("2027-08-31", "2026-27 summer")]
    public void Every_day_has_its_season(string day, string term) =>
        Assert.Equal(term, Seasons.NameAt(NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value));

    [Fact]
    public void Terms_that_have_begun_come_newest_first_and_none_that_has_not()
    {
        Assert.Equal(
            ["2026-27 autumn", "2025-26 summer", "2025-26 spring", "2025-26 autumn"],
            Seasons.Begun(new LocalDate(2026, 11, 25)).Select(term => term.Name));
    }

    [Fact]
    public void Configured_terms_are_the_only_ones_and_end_today_at_the_latest_in_what_can_be_asked_for()
    {
        var options = new TermsOptions();
        options.Dates.Add(new TermOption { Name = "autumn 2026", From = "2026-09-07", To = "2026-12-18" });
        options.Dates.Add(new TermOption { Name = "spring 2027", From = "2027-01-04", To = "2027-03-26" });
        var today = new LocalDate(2026, 11, 25);

        var term = Period.All(new AcademicTerms(Options.Create(options)), today).Single(period => period.Value == "autumn 2026");

        Assert.Equal(("Autumn 2026", new LocalDate(2026, 9, 7), today), (term.Words, term.From, term.To));
        Assert.DoesNotContain(
            Period.All(new AcademicTerms(Options.Create(options)), today), period => period.Value == "spring 2027");
    }
}
