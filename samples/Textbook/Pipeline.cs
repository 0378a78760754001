using System.Threading.Channels;

namespace Unravel.Samples.Textbook;

/// <summary>Two stages over a list that both of them use at once.</summary>
public sealed class Pipeline
{
    public static async Task<List<string>> RunAsync(string[] files)
    {
        var lines = new List<string>();
        var read = Task.Run(() =>
        {
            foreach (var file in files)
            {
                lines.AddRange(File.ReadAllLines(file)); // UNR5009
            }
        });
        var clean = Task.Run(() =>
        {
            lines.RemoveAll(string.IsNullOrWhiteSpace); // UNR5009
        });
        await Task.WhenAll(read, clean);
        return lines;
    }
}

/// <summary>A channel between the stages: each line has one owner at a time.</summary>
public sealed class PipelineRepaired
{
    public static async Task<List<string>> RunAsync(string[] files)
    {
        var channel = Channel.CreateBounded<string>(100);
        var read = Task.Run(async () =>
        {
            try
            {
                foreach (var file in files)
                {
                    foreach (var line in await File.ReadAllLinesAsync(file))
                    {
                        await channel.Writer.WriteAsync(line);
                    }
                }
            }
            finally
            {
                channel.Writer.Complete();
            }
        });
        var lines = new List<string>();
        await foreach (var line in channel.Reader.ReadAllAsync())
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                lines.Add(line);
            }
        }

        await read;
        return lines;
    }
}
