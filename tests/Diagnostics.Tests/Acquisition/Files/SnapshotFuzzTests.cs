using System.Text;
using Unravel.Diagnostics.Acquisition;
using Unravel.Diagnostics.Diff;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Rules;
using Unravel.Diagnostics.Tests.Model.Json;
using Unravel.Diagnostics.Tests.Rendering;

namespace Unravel.Diagnostics.Tests.Acquisition.Files;

/// <summary>
/// Files that were changed at random, from a fixed seed: each is either refused in a sentence or read, and what is read
/// goes through all rules, the report and a comparison. Nothing else may be thrown.
/// </summary>
public sealed class SnapshotFuzzTests
{
    private static readonly int s_bytesRounds = FuzzRounds.Of(3000);
    private static readonly int s_tokensRounds = FuzzRounds.Of(6000);

    private static readonly string[] s_values =
    [
        "null", "0", "-1", "1", "2", "2147483647", "-2147483648", "18446744073709551615", "1e99", "\"\"", "\"x\"", "\"\\u001b[2J\"", "[]", "{}", "[null]", "true", "false",
        "\"Waiting\"", "\"Monitor\"", "\"10675199.02:48:05.4775807\"", "\"0001-01-01T00:00:00+00:00\"",
    ];

    [Fact]
    public async Task ChangedBytes_NeverCrash()
    {
        var random = new Random(20260102);
        var files = Samples().Select(PackedFiles.Of).ToArray();
        var read = 0;
        for (var i = 0; i < s_bytesRounds; i++)
        {
            var file = (byte[])files[i % files.Length].Clone();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                file[random.Next(file.Length)] = (byte)random.Next(256);
            }

            read += await SurvivesAsync(random.Next(4) == 0 ? file[..random.Next(file.Length)] : file) ? 1 : 0;
        }

        Assert.InRange(read, 0, s_bytesRounds / 2);
    }

    [Fact]
    public async Task ChangedValues_NeverCrash()
    {
        var random = new Random(20260103);
        var texts = Samples().Select(snapshot => PackedFiles.Unpack(PackedFiles.Of(snapshot))).Select(text => (text, Values: JsonValues.In(text))).ToArray();
        var read = 0;
        for (var i = 0; i < s_tokensRounds; i++)
        {
            var (text, values) = texts[i % texts.Length];
            for (var changes = random.Next(1, 3); changes > 0; changes--)
            {
                var (start, length) = values[random.Next(values.Count)];
                if (start + length <= text.Length)
                {
                    text = text[..start] + s_values[random.Next(s_values.Length)] + text[(start + length)..];
                }
            }

            read += await SurvivesAsync(Encoding.UTF8.GetBytes(text)) ? 1 : 0;
        }

        // Some must get through the reader, or nothing behind it was tried.
        Assert.InRange(read, s_tokensRounds / 20, s_tokensRounds);
    }

    private static ProcessSnapshot[] Samples() => [RichSnapshot.Make(), Situations.LockOrder.Build(), Situations.Starvation.Build()];

    private static async Task<bool> SurvivesAsync(byte[] file)
    {
        ProcessSnapshot snapshot;
        try
        {
            snapshot = await PackedFiles.ReadAsync(file, limit: 64 << 20);
        }
        catch (CannotLookException)
        {
            return false;
        }

        try
        {
            var report = RuntimeRules.Check(snapshot);
            var since = SnapshotComparison.Of([report, RuntimeRules.Check(Situations.LockOrder.Build()), report]);
            EveryForm.Of(report with { Since = since }, html: file.Length % 16 == 0);
            return true;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"This file was read and then brought down what followed: {Encoding.UTF8.GetString(file)}", exception);
        }
    }
}
