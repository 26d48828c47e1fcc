using Azure;
using Azure.Data.Tables;
using Pathway.Local.Tests.Host;

namespace Pathway.Local.Tests.Tables;

public sealed class TableClientTests(LocalStorage storage)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly TestTables tables = new(storage);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_back_every_type_as_it_was_written()
    {
        var table = await tables.NewTableAsync();
        var id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

        await table.AddEntityAsync(
            new TableEntity("p", "r")
            {
                ["Text"] = "Ærø \"quoted\" \\ \u2028 {braces} 'single'",
                ["Int"] = int.MinValue,
                ["Long"] = long.MaxValue,
                ["Double"] = 1.5,
                ["WholeDouble"] = 5.0,
                ["HugeDouble"] = 1e300,
                ["NotANumber"] = double.NaN,
                ["Flag"] = true,
                ["Time"] = Noon.AddTicks(1),
                ["Id"] = id,
                ["Bytes"] = new byte[] { 0, 255, 7 },
                ["Data"] = new BinaryData([1, 2]),
                ["Nothing"] = null,
            },
            Cancel);
        TableEntity row = await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel);

        Assert.Equal("Ærø \"quoted\" \\ \u2028 {braces} 'single'", row.GetString("Text"));
        Assert.Equal(int.MinValue, row.GetInt32("Int"));
        Assert.Equal(long.MaxValue, row.GetInt64("Long"));
        Assert.Equal(1.5, row.GetDouble("Double"));
        Assert.Equal(5.0, row.GetDouble("WholeDouble"));
        Assert.Equal(1e300, row.GetDouble("HugeDouble"));
        Assert.Equal(double.NaN, row.GetDouble("NotANumber"));
        Assert.True(row.GetBoolean("Flag"));
        Assert.Equal(Noon.AddTicks(1), row.GetDateTimeOffset("Time"));
        Assert.Equal(id, row.GetGuid("Id"));
        Assert.Equal([0, 255, 7], row.GetBinary("Bytes"));
        Assert.Equal([1, 2], row.GetBinaryData("Data")!.ToArray());
        Assert.False(row.ContainsKey("Nothing"));
        Assert.True(row.Timestamp > Noon.AddYears(-10));
    }

    [Fact]
    public async Task A_row_that_may_be_missing_is_a_response_with_or_without_a_value()
    {
        var table = await tables.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "there") { ["N"] = 1 }, Cancel);

        var there = await table.GetEntityIfExistsAsync<TableEntity>("p", "there", cancellationToken: Cancel);
        var missing = await table.GetEntityIfExistsAsync<TableEntity>("p", "missing", cancellationToken: Cancel);

        Assert.True(there.HasValue);
        Assert.Equal(1, there.Value!.GetInt32("N"));
        Assert.False(missing.HasValue);
        Assert.Equal(404, missing.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => missing.Value);
    }

    [Fact]
    public async Task Merging_keeps_what_it_does_not_name_and_replacing_removes_it()
    {
        var table = await tables.NewTableAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "merged") { ["A"] = 1, ["B"] = 1 }, cancellationToken: Cancel);
        await table.UpsertEntityAsync(new TableEntity("p", "replaced") { ["A"] = 1, ["B"] = 1 }, TableUpdateMode.Replace, Cancel);

        await table.UpdateEntityAsync(new TableEntity("p", "merged") { ["B"] = 2 }, ETag.All, cancellationToken: Cancel);
        await table.UpdateEntityAsync(new TableEntity("p", "replaced") { ["B"] = 2 }, ETag.All, TableUpdateMode.Replace, Cancel);
        TableEntity merged = await table.GetEntityAsync<TableEntity>("p", "merged", cancellationToken: Cancel);
        TableEntity replaced = await table.GetEntityAsync<TableEntity>("p", "replaced", cancellationToken: Cancel);

        Assert.Equal((1, 2), (merged.GetInt32("A"), merged.GetInt32("B")));
        Assert.Equal((null, 2), (replaced.GetInt32("A"), replaced.GetInt32("B")));
    }

    [Theory]
    [InlineData("it's", "O''Brien")]
    [InlineData("a b+c%20d", "F|0123|=&;,@:$!*()")]
    [InlineData("æøå漢字", "..")]
    [InlineData("", "empty partition")]
    [InlineData("{\"a\":1}", "http:~x")]
    public async Task A_key_comes_back_as_it_was_given(string partition, string row)
    {
        var table = await tables.NewTableAsync();

        await table.AddEntityAsync(new TableEntity(partition, row) { ["N"] = 1 }, Cancel);
        TableEntity read = await table.GetEntityAsync<TableEntity>(partition, row, cancellationToken: Cancel);
        await table.UpdateEntityAsync(read, read.ETag, TableUpdateMode.Replace, Cancel);
        var deleted = await table.DeleteEntityAsync(partition, row, cancellationToken: Cancel);

        Assert.Equal((partition, row), (read.PartitionKey, read.RowKey));
        Assert.Equal(204, deleted.Status);
    }

    [Fact]
    public async Task A_selection_of_columns_brings_no_others()
    {
        var table = await tables.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 }, Cancel);

        TableEntity read = await table.GetEntityAsync<TableEntity>("p", "r", ["B"], Cancel);
        var queried = await table.QueryAsync<TableEntity>(select: ["RowKey", "B"], cancellationToken: Cancel).SingleAsync(Cancel);

        Assert.Equal((false, 2), (read.ContainsKey("A"), read.GetInt32("B")));
        Assert.Equal((false, 2, "r"), (queried.ContainsKey("A"), queried.GetInt32("B"), queried.RowKey));
    }
}
