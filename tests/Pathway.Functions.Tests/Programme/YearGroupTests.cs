using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Tests.Programme;

public sealed class YearGroupTests
{
    [Theory]
    [InlineData("12", 12)]
    [InlineData("Y12", 12)]
    [InlineData("y7", 7)]
    [InlineData("Year 12", 12)]
    [InlineData("  year13 ", 13)]
    [InlineData("14", 14)]
    [InlineData("3", null)]
    [InlineData("15", null)]
    [InlineData("Year", null)]
    [InlineData("+12", null)]
    [InlineData("012", null)]
    [InlineData("aye 12", null)]
    [InlineData("Jo", null)]
    [InlineData("", null)]
    public void Reads_what_people_write(string text, int? number) => Assert.Equal(number, YearGroup.Parse(text));

    [Theory]
    [InlineData(12, 12)]
    [InlineData(12.5, null)]
    [InlineData(6, null)]
    [InlineData(double.NaN, null)]
    [InlineData(double.PositiveInfinity, null)]
    public void Takes_whole_numbers_of_a_secondary_school(double given, int? number) =>
        Assert.Equal(number, YearGroup.FromNumber(given));
}
