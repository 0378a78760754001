using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Tests.Preconditions;

public sealed class ProcStatTests
{
    private const string Rest = " S 17 1 1 0 -1 0 0 0 0 0 5 6 0 0 20 0 12 0 4711 1000 100 1844";

    [Theory]
    [InlineData("dotnet")]
    [InlineData(".NET SynchManag")]
    [InlineData("a) R 1 2 (b")]
    [InlineData(":) ")]
    [InlineData("")]
    public void AnyCommand_IsTakenWhole(string command)
    {
        var stat = ProcStat.Parse($"42 ({command}){Rest}");

        Assert.Equal(new ProcStat(command, 'S', 17, 12, 4711) { CpuTicks = 5 + 6 }, stat);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("42 (dotnet) S 17")]
    [InlineData("42 )dotnet(")]
    public void CutText_IsNothing(string? text) => Assert.Null(ProcStat.Parse(text));
}
