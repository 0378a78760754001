using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rendering.Live;

namespace Unravel.Diagnostics.Tests.Rendering.Live;

public sealed class WatchViewTests
{
    private static readonly WatchedWait[] s_waits =
    [
        new(WaiterKind.Threads, 1, "b", "y", "P", TimeSpan.FromSeconds(9)),
        new(WaiterKind.Tasks, 7, "a", "z", "Q", TimeSpan.FromSeconds(3)),
        new(WaiterKind.Threads, 3, "c", "x", "", TimeSpan.FromSeconds(5)) { IsFramework = true },
    ];

    [Theory]
    [InlineData("", "b a")]
    [InlineData("a", "b c a")]
    [InlineData("a2", "a c b")]
    [InlineData("a3", "a b c")]
    [InlineData("a4", "c b a")]
    [InlineData("a5", "c b a")]
    [InlineData("a55", "a b c")]
    [InlineData("1", "a b")]
    [InlineData("a5525", "c b a")]
    [InlineData("t", "b")]
    [InlineData("tt", "a")]
    [InlineData("ttt", "b a")]
    [InlineData("x", "b a")]
    public void Keys_ChooseAndSort(string keys, string shown) =>
        Assert.Equal(shown, string.Join(' ', After(keys)!.Choose(s_waits).Select(wait => wait.Who)));

    [Fact]
    public void Space_StopsAndGoesOn()
    {
        Assert.True(After(" ")!.IsPaused);
        Assert.False(After("  ")!.IsPaused);
    }

    [Fact]
    public void QuestionMark_ShowsAndHidesTheHelp()
    {
        Assert.True(After("?")!.ShowsHelp);
        Assert.False(After("??")!.ShowsHelp);
    }

    [Fact]
    public void Q_Ends() => Assert.Null(After("q"));

    private static WatchView? After(string keys) => keys.Aggregate((WatchView?)new WatchView(), (view, key) => view?.After(Key(key)));

    private static ConsoleKeyInfo Key(char character) => new(
        character,
        character == ' ' ? ConsoleKey.Spacebar : char.IsAsciiLetter(character) ? ConsoleKey.A + (character - 'a') : ConsoleKey.None,
        shift: false, alt: false, control: false);
}
