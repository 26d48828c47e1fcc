using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;
using Pathway.Local.Tests.Host;

namespace Pathway.Local.Tests.Tables;

public sealed class TableEntityTests(LocalStorage storage)
{
    private readonly TestTables tables = new(storage);

    private enum Mood
    {
        Calm,
        Keen,
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_property_that_is_absent_is_null()
    {
        var row = new TableEntity("p", "r");

        Assert.Null(row["N"]);
        Assert.Null(row.GetInt32("N"));
        Assert.Null(row.GetString("N"));
        Assert.Null(row.Timestamp);
        Assert.Equal(default, row.ETag);
    }

    [Fact]
    public void A_property_of_another_type_is_an_error()
    {
        var row = new TableEntity("p", "r") { ["N"] = 1 };

        Assert.Throws<InvalidOperationException>(() => row.GetInt64("N"));
        Assert.Throws<InvalidOperationException>(() => row.GetString("N"));
    }

    [Fact]
    public void An_int_given_to_a_long_or_a_double_takes_its_type()
    {
        var row = new TableEntity("p", "r") { ["L"] = 1L, ["D"] = 1.0 };

        row["L"] = 2;
        row["D"] = 3;

        Assert.Equal((2L, 3.0), (row.GetInt64("L"), row.GetDouble("D")));
    }

    [Fact]
    public void Is_a_dictionary_of_its_properties_and_its_keys()
    {
        var row = new TableEntity("p", "r") { { "N", 1 } };

        Assert.Equal(["N", "PartitionKey", "RowKey"], row.Keys.Order());
        Assert.Equal(3, row.Count);
        Assert.Contains(new KeyValuePair<string, object?>("N", 1), row);
        Assert.True(row.TryGetValue("N", out var value) && value is 1);
        Assert.True(row.Remove("N"));
        Assert.False(row.ContainsKey("N"));
    }

    [Fact]
    public async Task Values_the_service_has_no_type_for_are_refused()
    {
        var table = await tables.NewTableAsync();

        await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["V"] = Mood.Keen }, Cancel));
        await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["V"] = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified) }, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["V"] = double.PositiveInfinity }, Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.AddEntityAsync(new TableEntity { RowKey = "r" }, Cancel));
    }

    [Fact]
    public async Task A_type_of_ones_own_is_stored_by_its_public_properties()
    {
        var table = await tables.NewTableAsync();
        var masterclass = new Masterclass
        {
            PartitionKey = "a",
            RowKey = "m-1",
            Title = "Robots in surgery",
            Minutes = 90,
            Seats = 1L << 33,
            Rating = 4,
            Open = true,
            Starts = new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero),
            Meeting = Guid.Parse("a455c695-df98-5678-aaaa-81d3367e5a34"),
            Poster = [1, 2],
            Mood = Mood.Keen,
            Lecturer = "Dr Ada",
            Draft = "not stored",
        };

        await table.AddEntityAsync(masterclass, Cancel);
        TableEntity stored = await table.GetEntityAsync<TableEntity>("a", "m-1", cancellationToken: Cancel);
        Masterclass read = await table.GetEntityAsync<Masterclass>("a", "m-1", cancellationToken: Cancel);

        Assert.Equal(("Keen", "Dr Ada", 1L << 33), (stored.GetString("Mood"), stored.GetString("Speaker"), stored.GetInt64("Seats")));
        Assert.False(stored.ContainsKey("Draft") || stored.ContainsKey("Lecturer") || stored.ContainsKey("ETag"));
        Assert.Equal((stored.ETag, stored.Timestamp), (read.ETag, read.Timestamp));
        Assert.Equal((masterclass.Title, 90, 1L << 33, 4.0, true), (read.Title, read.Minutes, read.Seats, read.Rating, read.Open));
        Assert.Equal((masterclass.Starts, masterclass.Meeting, Mood.Keen, "Dr Ada", null, null), (read.Starts, read.Meeting, read.Mood, read.Lecturer, read.Draft, read.Cancelled));
        Assert.Equal([1, 2], read.Poster);
    }

    private sealed class Masterclass : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public string? Title { get; set; }

        public int Minutes { get; set; }

        public long? Seats { get; set; }

        public double Rating { get; set; }

        public bool Open { get; set; }

        public DateTimeOffset Starts { get; init; }

        public DateTime? Cancelled { get; set; }

        public Guid Meeting { get; set; }

        public byte[]? Poster { get; set; }

        public Mood Mood { get; set; }

        [DataMember(Name = "Speaker")]
        public string? Lecturer { get; set; }

        [IgnoreDataMember]
        public string? Draft { get; set; }
    }
}
