using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Programme;

public sealed class AddressNamesTests
{
    private static readonly AddressNames Names = new(new Keyring(Convert.FromBase64String(AppUnderTest.RootKey)));

    [Theory]
    [InlineData("https://www.youtube.com/watch?v=AAA", "https://www.youtube.com/watch?v=BBB")]
    [InlineData(
        "https://forms.office.com/Pages/ResponsePage.aspx?id={long}1",
        "https://forms.office.com/Pages/ResponsePage.aspx?id={long}2")]
    [InlineData(
        "https://utc.sharepoint.com/sites/x/_layouts/15/stream.aspx?id=%2Fsites%2Fx%2FDocs%2Fa%2Emp4",
        "https://utc.sharepoint.com/sites/x/_layouts/15/stream.aspx?id=%2Fsites%2Fx%2FDocs%2Fb%2Emp4")]
    [InlineData("https://lms.example.org/mod/data/view.php?d=5", "https://lms.example.org/mod/data/view.php?d=6")]
    [InlineData(
        "https://lms.example.org/mod/quiz/review.php?cmid=5", "https://lms.example.org/mod/quiz/review.php?cmid=6")]
    [InlineData("https://lms.example.org/webapps/x?course_id=_1_1", "https://lms.example.org/webapps/x?course_id=_2_1")]
    [InlineData("https://lms.example.org/x?lesson=intro", "https://lms.example.org/x?lesson=outro")]
    [InlineData("https://lms.example.org/x?part=7", "https://lms.example.org/x?part=8")]
    [InlineData("https://app.example.org/#/lesson/3", "https://app.example.org/#/lesson/4")]
    [InlineData("urn:example:lms:assignment:12", "urn:example:lms:assignment:13")]
    public void Two_things_have_two_names(string one, string other)
    {
        var longest = new string('x', 80);

        Assert.NotEqual(
            NameOf(one.Replace("{long}", longest, StringComparison.Ordinal)),
            NameOf(other.Replace("{long}", longest, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("https://www.youtube.com/watch?v=AAA", "https://www.youtube.com/watch?t=42s&v=AAA&list=PL1&index=2")]
    [InlineData(
        "https://lms.example.org/view.php?id=7",
        "https://lms.example.org/view.php?user=41&id=7&sesskey=4b2c&utm_source=mail7#p2")]
    [InlineData("https://lms.example.org/x?part=7&lesson=2", "https://lms.example.org/x?lesson=2&part=7&lang=cy")]
    [InlineData("https://lms.example.org/x?file=a%20b", "https://lms.example.org/x?file=a+b")]
    [InlineData("https://lms.example.org/x", "https://lms.example.org/x/?for=jo&token=1234")]
    [InlineData("urn:uuid:4AFE8A0E-2C0D-4D4F-8C12-7FB0F1BA7C8B", "URN:UUID:4afe8a0e-2c0d-4d4f-8c12-7fb0f1ba7c8b")]
    public void One_thing_has_one_name(string one, string other) => Assert.Equal(NameOf(one), NameOf(other));

    [Theory]
    [InlineData("https://lms.example.org/mod/page/view.php?id=7", "https://lms.example.org/mod/page/view.php?id=7")]
    [InlineData("https://lms.example.org/mod/page", "https://lms.example.org/mod/page")]
    public void A_name_of_old_is_the_name_of_now(string address, string name) =>
        Assert.Equal(name, Names.Read(address)!.Name);

    [Theory]
    [InlineData("https://example.org/x?file=jo.smith.4711&note=4711#/jo.smith/4711")]
    [InlineData("https://example.org/x?user=jo.smith&mail=jo.smith%40example.org&id=jo.smith%2540example.org&q=4711")]
    [InlineData("https://example.org/users/jo.smith?id=4711")]
    public void Nothing_of_what_is_cut_can_be_read(string address)
    {
        var kept = Names.Read(address)!;

        Assert.DoesNotContain("smith", kept.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("4711", kept.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_persons_page_has_no_name_and_is_known_by_its_whole()
    {
        var one = Names.Read("https://drive.google.com/drive/u/1/folders/a");
        var same = Names.Read("http://drive.google.com/drive/u/1/folders/a/");
        var other = Names.Read("https://drive.google.com/drive/u/1/folders/b");

        Assert.Equal(("", one!.Whole), (same!.Name, same.Whole));
        Assert.NotEqual(one.Whole, other!.Whole);
    }

    [Fact]
    public void What_a_name_says_all_of_has_no_whole() =>
        Assert.Null(Names.Read("https://lms.example.org/x?part=7&id=2&file=a+b")!.Whole);

    [Theory]
    [InlineData("")]
    [InlineData("?page=%7")]
    [InlineData(" #100%")]
    [InlineData("%")]
    public void What_is_no_address_has_no_name(string text) => Assert.Null(Names.Read(text));

    private static string NameOf(string address) => ObjectAddress.WithoutScheme(Names.Read(address)!.Name);
}
