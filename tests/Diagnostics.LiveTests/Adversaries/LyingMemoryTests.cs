using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.LiveTests.Hanging;
using Unravel.Diagnostics.LiveTests.Running;

namespace Unravel.Diagnostics.LiveTests.Adversaries;

/// <summary>
/// A target whose memory lies: words of its heap, its stacks and the runtime's tables are exchanged for what hurts readers
/// most. It ends in an answer or in a sentence, in the memory that the tool is given, and never in a crash of the tool.
/// </summary>
public sealed class LyingMemoryTests(HangsFixture hangs) : IDisposable
{
    private const int Found = 10;
    private const int LiesPerRound = 40_000;

    /// <summary>By hand more: UNRAVEL_FUZZ=200. A run of the tests has no time for that.</summary>
    private static readonly int s_rounds = int.Parse(Environment.GetEnvironmentVariable("UNRAVEL_FUZZ") ?? "5", CultureInfo.InvariantCulture);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = Deadlines.Long * 20)]
    [InlineData("lock-order")]
    [InlineData("async-lock-order")]
    public async Task MemoryThatLies_IsNoCrash(string verb)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var path = Path.Combine(_folder.Path, "dump");
        await using (var target = await Target.StartAsync(hangs.Programs, verb, cancellation))
        {
            await new DiagnosticsClient(target.Id).WriteDumpAsync(DumpType.WithHeap, path, logDumpGeneration: false, cancellation);
        }

        var whole = await File.ReadAllBytesAsync(path, cancellation);
        var pointers = PointersIn(whole);
        for (var round = 0; round < s_rounds; round++)
        {
            await File.WriteAllBytesAsync(path, Lie(whole, pointers, new Random(round), LiesPerRound >> (round % 8)), cancellation);
            try
            {
                await LookAsync(path, cancellation);
            }
            catch (Exception exception) when (Keep(path, verb, round) is { } kept)
            {
                throw new InvalidOperationException($"Round {round} of '{verb}' failed; its dump is kept: '{kept}'.", exception);
            }
        }
    }

    private static async Task LookAsync(string path, CancellationToken cancellation)
    {
        await using var tool = ToolRun.Start(["env", "DOTNET_GCHeapHardLimit=0x30000000"], null, path);
        var result = await tool.EndAsync(cancellation);

        result.AssertNoCrash();
        Assert.True(result.ExitCode is ExitCodes.CouldNotLook or ExitCodes.PartlyChecked or ExitCodes.Done or (>= Found and < 100), $"{result.ExitCode} {result.Errors}");
        if (result.ExitCode == ExitCodes.CouldNotLook)
        {
            result.AssertFailed(ExitCodes.CouldNotLook);
        }

        Assert.DoesNotContain('\u001b', result.Output);
        Assert.DoesNotContain('\u001b', result.Errors);
    }

    /// <summary>Moves the dump to the folder that UNRAVEL_FUZZ_KEEP names; only one that is there can be looked at again.</summary>
    private static string? Keep(string path, string verb, int round)
    {
        if (Environment.GetEnvironmentVariable("UNRAVEL_FUZZ_KEEP") is not { Length: > 0 } folder)
        {
            return null;
        }

        var kept = Path.Combine(folder, $"{verb}-{round}.dump");
        File.Move(path, kept, overwrite: true);
        return kept;
    }

    /// <summary>Where there is a word that may be an address: half of all lies go there, where lists and types are.</summary>
    private static List<int> PointersIn(byte[] dump)
    {
        var found = new List<int>();
        for (var at = 1 << 16; at + 8 <= dump.Length; at += 8)
        {
            if (BinaryPrimitives.ReadUInt64LittleEndian(dump.AsSpan(at)) is > 0x7000_0000_0000 and < 0x8000_0000_0000)
            {
                found.Add(at);
            }
        }

        return found;
    }

    private static byte[] Lie(byte[] whole, List<int> pointers, Random random, int lies)
    {
        var damaged = (byte[])whole.Clone();
        for (var i = 0; i < lies; i++)
        {
            var at = i % 2 == 0 ? pointers[random.Next(pointers.Count)] : random.Next(1 << 13, (damaged.Length / 8) - 1) * 8;
            var other = BinaryPrimitives.ReadUInt64LittleEndian(whole.AsSpan(pointers[random.Next(pointers.Count)]));
            BinaryPrimitives.WriteUInt64LittleEndian(damaged.AsSpan(at), random.Next(6) switch
            {
                0 => 0,
                1 => ulong.MaxValue,
                2 => 1UL << 60,
                3 => 0x1b5b_3331_6d00_001b, // an escape sequence, where there is text
                4 => (ulong)random.NextInt64(),
                _ => other, // lists that lead back into themselves
            });
        }

        return damaged;
    }
}
