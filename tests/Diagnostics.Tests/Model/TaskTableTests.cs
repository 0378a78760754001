using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Tests.Model;

public sealed class TaskTableTests
{
    private static readonly TaskTable s_table = Snapshots.Of().Task("Shop.A", awaits: "B", line: 7).Task("B", state: 3).Task("D", kind: TaskKind.Delay).Build().Tasks;

    [Theory]
    [InlineData(0x1000, 0)]
    [InlineData(0x1040, 1)]
    [InlineData(0x1080, 2)]
    [InlineData(0x1001, -1)]
    [InlineData(0xfff, -1)]
    [InlineData(0x10c0, -1)]
    public void Address_IsFoundOnlyExactly(ulong address, int row) => Assert.Equal(row, s_table.Find(address));

    [Fact]
    public void EmptyTable_HasNothing() => Assert.Equal((0, -1), (TaskTable.Empty.Count, TaskTable.Empty.Find(0x1000)));

    [Fact]
    public void Row_IsAViewOfTheColumns()
    {
        Assert.Equal(("Shop.A", 0, 1, "Shop.cs:7"), (s_table[0].Shape.Name, s_table[0].State, s_table[0].Awaits, s_table[0].Line?.ToString()));
        Assert.Equal((3, null), (s_table[1].State, s_table[1].Line));
        Assert.Equal((TaskKind.Delay, -1), (s_table[2].Shape.Kind, s_table[2].State));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void StateWithoutALine_HasNone(int state) => Assert.Null(s_table[0].Shape.AwaitLine(state));

    [Theory]
    [InlineData("/src/Shop/Bank.cs", "Bank.cs:4")]
    [InlineData(@"..\src\Shop\Bank.cs", "Bank.cs:4")]
    [InlineData("Bank.cs", "Bank.cs:4")]
    [InlineData("", ":4")]
    public void Line_IsShownWithoutFolder(string path, string shown) => Assert.Equal(shown, new SourceLine(path, 4).ToString());
}
