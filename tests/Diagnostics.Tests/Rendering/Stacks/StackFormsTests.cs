using System.Text;
using System.Text.Json;
using Unravel.Diagnostics.Rendering.Stacks;

namespace Unravel.Diagnostics.Tests.Rendering.Stacks;

public sealed class StackFormsTests
{
    [Fact]
    public void Folded_MergesEqualStacks() => Assert.Equal(
        """
        threads;Orders.Load Orders.cs:15;Monitor.Enter;[blocks on the task of Orders.LoadAsync] 3
        threads;Program.Main Program.cs:4;Monitor.Enter;[waits for thread #5 to end] 1
        tasks;Orders.LoadAsync Orders.cs:30;Db.QueryAsync Db.cs:88;[ready to go on] 3

        """.ReplaceLineEndings("\n"), Text(stream => FoldedStacks.Write(stream, Situations.Starvation.Build())));

    [Fact]
    public void Folded_KeepsOneLineAStack() => Assert.Equal(
        "threads;A,b\\n.C\\u001b A,b\\n.cs:1;Monitor.Enter;[runs] 1\n",
        Text(stream => FoldedStacks.Write(stream, Snapshots.Of().Thread("t", at: "A;b\n.C\u001b:1").Build())).Replace(" A,b\\n.cs\\u001b:1", " A,b\\n.cs:1", StringComparison.Ordinal));

    [Fact]
    public void Speedscope_HasAProfileForThreadsAndOneForTasks()
    {
        using var json = JsonDocument.Parse(Text(stream => SpeedscopeProfile.Write(stream, Situations.Starvation.Build())));
        var profiles = json.RootElement.GetProperty("profiles");
        var frames = json.RootElement.GetProperty("shared").GetProperty("frames");

        Assert.Equal("https://www.speedscope.app/file-format-schema.json", json.RootElement.GetProperty("$schema").GetString());
        Assert.Equal(["Threads", "Pending tasks"], profiles.EnumerateArray().Select(profile => profile.GetProperty("name").GetString()));
        Assert.Equal([3, 1], profiles[0].GetProperty("weights").EnumerateArray().Select(weight => weight.GetInt32()));
        Assert.Equal(4, profiles[0].GetProperty("endValue").GetInt32());
        Assert.Equal("Orders.Load", frames[profiles[0].GetProperty("samples")[0][0].GetInt32()].GetProperty("name").GetString());
    }

    /// <summary>What speedscope's file format asks of a sampled profile.</summary>
    [Fact]
    public void Speedscope_IsWhatItsFormatAsksFor()
    {
        foreach (var snapshot in new[] { Situations.LockOrder.Build(), Situations.Starvation.Build(), Situations.Worst.Report().Snapshot })
        {
            using var json = JsonDocument.Parse(Text(stream => SpeedscopeProfile.Write(stream, snapshot)));
            var frames = json.RootElement.GetProperty("shared").GetProperty("frames");
            Assert.All(frames.EnumerateArray(), frame => Assert.False(string.IsNullOrEmpty(frame.GetProperty("name").GetString())));
            Assert.NotEmpty(json.RootElement.GetProperty("profiles").EnumerateArray());
            foreach (var profile in json.RootElement.GetProperty("profiles").EnumerateArray())
            {
                Assert.Equal("sampled", profile.GetProperty("type").GetString());
                Assert.Contains(profile.GetProperty("unit").GetString(), new[] { "bytes", "microseconds", "milliseconds", "nanoseconds", "none", "seconds" });
                var (samples, weights) = (profile.GetProperty("samples"), profile.GetProperty("weights"));
                Assert.Equal(samples.GetArrayLength(), weights.GetArrayLength());
                Assert.All(samples.EnumerateArray().SelectMany(sample => sample.EnumerateArray()), index => Assert.InRange(index.GetInt32(), 0, frames.GetArrayLength() - 1));
                Assert.Equal(profile.GetProperty("endValue").GetDouble() - profile.GetProperty("startValue").GetDouble(), weights.EnumerateArray().Sum(weight => weight.GetDouble()));
            }
        }
    }

    private static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
