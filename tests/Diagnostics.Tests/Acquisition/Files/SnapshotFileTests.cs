using System.Text;
using Unravel.Diagnostics.Acquisition;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules;
using Unravel.Diagnostics.Tests.Model.Json;
using Unravel.Diagnostics.Tests.Rendering;

namespace Unravel.Diagnostics.Tests.Acquisition.Files;

public sealed class SnapshotFileTests
{
    [Fact]
    public async Task WrittenSnapshot_HasTheSameVerdicts()
    {
        foreach (var snapshot in new[] { Situations.LockOrder.Build(), Situations.Starvation.Build(), Situations.Worst.Build(), RichSnapshot.Make() })
        {
            var read = await PackedFiles.ReadAsync(PackedFiles.Of(snapshot));

            Assert.Equal(Written.Text(RuntimeRules.Check(snapshot), verbose: true), Written.Text(RuntimeRules.Check(read), verbose: true));
        }
    }

    [Fact]
    public async Task PlainJson_IsReadToo() =>
        Assert.Equal("Shop", (await PackedFiles.ReadAsync(Encoding.UTF8.GetBytes(Json()))).Target.Name);

    [Fact]
    public void StringsOfTheHeap_StayOut()
    {
        var without = HeapStrings.Remove(RichSnapshot.Make());

        Assert.DoesNotContain("teller", PackedFiles.Unpack(PackedFiles.Of(without)), StringComparison.Ordinal);
        Assert.Contains(without.Capture.Limitations, limitation => limitation.Contains("--include-strings", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2.0", "has version 2.0 of the schema, and this tool reads version 1; a newer 'dotnet-unravel' reads it.")]
    [InlineData("0.9", "has version 0.9 of the schema, and this tool reads version 1; take the snapshot again.")]
    [InlineData("999999999999.0", "is no snapshot of this tool")]
    [InlineData("one", "is no snapshot of this tool")]
    public async Task OtherMajorVersion_IsRefusedInASentence(string version, string expected) =>
        Assert.Contains(expected, await FailureAsync(PackedFiles.Pack(Json().Replace("\"1.0\"", $"\"{version}\"", StringComparison.Ordinal))), StringComparison.Ordinal);

    [Fact]
    public async Task OtherMajorVersion_IsRefusedWhateverFollows() =>
        Assert.Contains("has version 7.1", await FailureAsync(PackedFiles.Pack("""{"schemaVersion":"7.1","stuff":[[[1""")), StringComparison.Ordinal);

    [Fact]
    public async Task NewerMinorVersion_IsRead()
    {
        var json = Json().Replace("\"1.0\"", "\"1.99\"", StringComparison.Ordinal).Replace("\"threads\":[{", "\"moods\":{\"a\":1},\"threads\":[{\"mood\":[2],", StringComparison.Ordinal);

        Assert.Equal("Shop", (await PackedFiles.ReadAsync(PackedFiles.Pack(json))).Target.Name);
    }

    [Fact]
    public async Task NewerMinorVersionWithAnUnknownWord_NamesTheVersion()
    {
        var json = Json().Replace("\"1.0\"", "\"1.99\"", StringComparison.Ordinal).Replace("\"kind\":\"Pool\"", "\"kind\":\"Fibre\"", StringComparison.Ordinal);

        Assert.Contains("has version 1.99 of the schema and holds something", await FailureAsync(PackedFiles.Pack(json)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CutFile_IsSaidToBeDamaged()
    {
        var file = PackedFiles.Of(Situations.Worst.Build());
        for (var length = 40; length < file.Length; length += Math.Max(1, file.Length / 40))
        {
            Assert.Matches("is damaged or cut short|is no snapshot", await FailureAsync(file[..length]));
        }
    }

    [Fact]
    public async Task ChangedFile_IsSaidToBeDamaged()
    {
        var file = PackedFiles.Of(Situations.LockOrder.Build());
        file[file.Length / 2] ^= 0x55;

        Assert.Contains("is damaged or cut short", await FailureAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bomb_IsRefusedAtTheLimit()
    {
        var bomb = PackedFiles.Pack(Json().Replace("\"Shop\"", $"\"{new string('a', 40_000_000)}\"", StringComparison.Ordinal));

        Assert.True(bomb.Length < 1_000_000);
        Assert.Contains("unpacks to more than 16 MB; it is refused.", await FailureAsync(bomb, limit: 16 << 20), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"schemaVersion\":1.0}")]
    [InlineData("{\"schemaVersion\":\"\\ud800\"}")]
    [InlineData("hello")]
    [InlineData("{\"a\":1,\"schemaVersion\":\"1.0\"}")]
    public async Task SomethingElse_IsNoSnapshot(string text)
    {
        Assert.Contains("is no snapshot", await FailureAsync(PackedFiles.Pack(text)), StringComparison.Ordinal);
        Assert.Contains("is no snapshot", await FailureAsync(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"waitable\":0", "\"waitable\":7")]
    [InlineData("\"waitable\":0", "\"waitable\":-1")]
    [InlineData("\"awaitsOf\":[1,", "\"awaitsOf\":[2,")]
    [InlineData("\"addresses\":[4096,", "\"addresses\":[")]
    [InlineData("\"runs\":[1]", "\"runs\":[10]")]
    [InlineData("\"threads\":[", "\"threads\":[null,")]
    [InlineData("\"kind\":\"Pool\"", "\"kind\":77")]
    public async Task IndexThatLeadsNowhere_IsSaidToBeDamaged(string before, string after)
    {
        var json = PackedFiles.Unpack(PackedFiles.Of(RichSnapshot.Make()));
        Assert.Contains(before, json, StringComparison.Ordinal);

        Assert.Contains("is damaged", await FailureAsync(PackedFiles.Pack(json.Replace(before, after, StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    private static string Json() => PackedFiles.Unpack(PackedFiles.Of(Situations.Starvation.Build()));

    private static async Task<string> FailureAsync(byte[] file, long limit = 512 << 20) =>
        (await Assert.ThrowsAsync<CannotLookException>(() => PackedFiles.ReadAsync(file, limit))).Message;
}
