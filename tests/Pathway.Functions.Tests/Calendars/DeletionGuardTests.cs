using Pathway.Functions.Calendars.Pull;

namespace Pathway.Functions.Tests.Calendars;

public sealed class DeletionGuardTests
{
    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 8, false)]
    [InlineData(3, 8, true)]
    [InlineData(5, 20, false)]
    [InlineData(6, 1_000, true)]
    [InlineData(5, 19, true)]
    [InlineData(0, 0, false)]
    public void Believes_a_few_and_asks_about_many(int deleted, int ahead, bool asks) =>
        Assert.Equal(asks, DeletionGuard.IsMassacre(deleted, ahead));
}
