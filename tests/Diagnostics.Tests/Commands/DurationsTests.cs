using Unravel.Diagnostics.Commands;

namespace Unravel.Diagnostics.Tests.Commands;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("2s", 2)]
    [InlineData("1.5m", 90)]
    [InlineData("3", 3)]
    [InlineData("0", 0)]
    public void Times_AreRead(string text, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Durations.TryParse(text));

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("2 s")]
    [InlineData("25h")]
    [InlineData("1e9")]
    public void Nonsense_IsNone(string text) => Assert.Null(Durations.TryParse(text));
}
