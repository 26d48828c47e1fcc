using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Engagement;

public sealed class KnownAddressesTests
{
    private static readonly AddressNames Names = new(new Keyring(Convert.FromBase64String(AppUnderTest.RootKey)));

    [Theory]
    [InlineData("https://example.org/watch?v=A", "http://example.org/watch/?v=A&t=9", "one")]
    [InlineData("https://example.org/watch?v=A", "https://example.org/watch?v=B", null)]
    [InlineData("https://example.org/view.php?id=7", "https://example.org/view.php?id=7&part=3&user=41#x", "one")]
    [InlineData("https://example.org/view.php?id=7&forceview=1", "https://example.org/view.php?id=7", "one")]
    [InlineData("https://example.org/book#chapter-2", "https://example.org/book#chapter-2", "one")]
    [InlineData("https://example.org/students/handbook", "https://example.org/students/handbook", "one")]
    [InlineData("https://example.org/students/handbook", "https://example.org/students/jo", null)]
    [InlineData("urn:example:thing:1", "URN:example:thing:1", "one")]
    [InlineData("https://elsewhere.example.org", "https://pathway.example.org/api/resources/one", "one")]
    [InlineData("https://elsewhere.example.org", "https://pathway.example.org/resources/one?version=2&t=abc1", "one")]
    public void An_address_is_the_thing_whose_alias_it_is(string alias, string sent, string? id) =>
        Assert.Equal(id, Find(["pathway.example.org"], sent, ("one", [alias])));

    [Theory]
    [InlineData("https://example.org/book#chapter-2", "one")]
    [InlineData("https://example.org/book#chapter-3", "two")]
    [InlineData("https://example.org/book#chapter-4", null)]
    public void Of_two_that_come_to_one_name_neither_takes_what_is_the_others(string sent, string? id) =>
        Assert.Equal(
            id,
            Find([], sent, ("one", ["https://example.org/book#chapter-2"]), ("two", ["https://example.org/book#chapter-3"])));

    [Theory]
    [InlineData("http://127.0.0.1:7071/api/resources/one")]
    [InlineData("http://localhost:7071/resources/one")]
    public void On_a_laptop_the_laptops_own_names_are_one(string sent) =>
        Assert.Equal("one", Find(OwnAddress.Homes("http://localhost:7071"), sent, ("one", [])));

    private static string? Find(IReadOnlyList<string> homes, string sent, params (string Id, string[] Aliases)[] own) =>
        KnownAddresses
        .From(
            [.. own.Select(thing => new NamedObject(ObjectKind.Resource, thing.Id, thing.Aliases, IsOver: false))],
            homes,
            Names)
        .Find(FactObject.At(Names.Read(sent)!))?.Name;
}
