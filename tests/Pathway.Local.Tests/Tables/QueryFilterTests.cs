using Azure.Data.Tables;

namespace Pathway.Local.Tests.Tables;

/// <summary>Literals as in https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities#filtering-on-guid-properties and its neighbours.</summary>
public sealed class QueryFilterTests
{
    [Fact]
    public void Text_is_quoted_and_its_quotation_marks_doubled() =>
        Assert.Equal("A eq 'O''Brien' and B eq ''''", TableClient.CreateQueryFilter($"A eq {"O'Brien"} and B eq {'\''}"));

    [Fact]
    public void A_value_cannot_end_its_literal() =>
        Assert.Equal("PartitionKey eq ''' or ''1'' eq ''1'", TableClient.CreateQueryFilter($"PartitionKey eq {"' or '1' eq '1"}"));

    [Fact]
    public void Numbers_are_bare_and_an_Int64_ends_in_L() =>
        Assert.Equal("A eq -7 and B eq 4294967296L and C eq 2.5", TableClient.CreateQueryFilter($"A eq {-7} and B eq {1L << 32} and C eq {2.5}"));

    [Fact]
    public void Truth_is_lower_case() =>
        Assert.Equal("A eq true or A eq false", TableClient.CreateQueryFilter($"A eq {true} or A eq {false}"));

    [Fact]
    public void A_time_is_in_UTC_to_the_tick_and_no_longer_than_it_needs()
    {
        var summer = new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.FromHours(1));

        Assert.Equal("A ge datetime'2026-07-01T08:00:00Z'", TableClient.CreateQueryFilter($"A ge {summer}"));
        Assert.Equal("A ge datetime'2026-07-01T08:00:00.0000001Z'", TableClient.CreateQueryFilter($"A ge {summer.AddTicks(1)}"));
        Assert.Equal("A ge datetime'2026-07-01T08:00:00Z'", TableClient.CreateQueryFilter($"A ge {summer.UtcDateTime}"));
    }

    [Fact]
    public void A_guid_and_bytes_name_their_type()
    {
        var id = Guid.Parse("a455c695-df98-5678-aaaa-81d3367e5a34");

        Assert.Equal("A eq guid'a455c695-df98-5678-aaaa-81d3367e5a34'", TableClient.CreateQueryFilter($"A eq {id}"));
        Assert.Equal("A eq X'00FF1A'", TableClient.CreateQueryFilter($"A eq {new byte[] { 0, 255, 26 }}"), ignoreCase: true);
        Assert.Equal("A eq X'00FF1A'", TableClient.CreateQueryFilter($"A eq {new BinaryData([0, 255, 26])}"), ignoreCase: true);
    }

    [Fact]
    public void A_value_of_no_literal_is_an_error() =>
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {TimeSpan.Zero}"));
}
