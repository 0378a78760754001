using System.Globalization;
using System.Text;

namespace Unravel.Analyzers.Benchmarks;

/// <summary>
/// Code to analyse: the same text on every run. One class in four takes locks, some of them in opposite orders; one in
/// three is async; the rest is what most code is. The last file is one class of about 4,000 lines that locks everywhere.
/// </summary>
internal sealed class GeneratedCode
{
    private const int LinesOfLargeFile = 4_000;

    // Not System.Random: its sequence for a seed is not promised to stay the same.
    private uint _state = 20_240_601;

    public static IReadOnlyList<string> Files(int lines)
    {
        var generator = new GeneratedCode();
        var files = new List<string>();
        for (var written = LinesOfLargeFile; written < lines;)
        {
            var file = generator.File(files.Count, members: 24, kind: files.Count % 12);
            written += file.Count(character => character == '\n');
            files.Add(file);
        }

        files.Add(generator.File(files.Count, members: 500, kind: 0));
        return files;
    }

    /// <summary>One class of about so many lines that locks in every second member.</summary>
    public static string OneClass(int lines) => new GeneratedCode().File(0, lines / 8 , kind: 0);

    private string File(int number, int members, int kind)
    {
        var text = new StringBuilder();
        text.AppendLine("#nullable enable");
        text.AppendLine("using System; using System.Collections.Generic; using System.Linq; using System.Threading; using System.Threading.Tasks;");
        text.AppendLine(CultureInfo.InvariantCulture, $"namespace Generated.N{number};");
        text.AppendLine(CultureInfo.InvariantCulture, $"public sealed class C{number}");
        text.AppendLine("{");
        text.AppendLine("    private readonly object _a = new(), _b = new(), _c = new(), _d = new();");
        text.AppendLine("    private readonly Dictionary<string, int> _map = new();");
        text.AppendLine("    private int _count;");
        for (var member = 0; member < members; member++)
        {
            text.AppendLine((kind % 12) switch
            {
                0 or 4 or 8 when member % 2 == 0 => Locking(member),
                1 or 5 or 7 or 11 when member % 2 == 0 => Async(member),
                _ => Plain(member),
            });
        }

        text.AppendLine("}");
        return text.ToString();
    }

    private string Locking(int member) => $$"""
            public int Locked{{member}}(int value)
            {
                lock ({{Gate()}})
                {
                    _count += value;
                    if (value > {{Next(100)}})
                    {
                        lock ({{Gate()}}) { return _count; }
                    }

                    return {{(member > 2 ? $"Locked{member - 2}(value - 1)" : "value")}};
                }
            }
        """;

    private string Async(int member) => $$"""
            public async Task<int> Async{{member}}(string name, CancellationToken token)
            {
                await Task.Delay({{Next(100)}}, token).ConfigureAwait(false);
                var tasks = Enumerable.Range(0, {{Next(9) + 1}}).Select(i => Task.Run(() => i * {{Next(9)}}, token)).ToArray();
                await Task.WhenAll(tasks);
                var sum = tasks.Sum(task => task.Result);
                {{(Next(4) == 0 ? "sum += Task.Run(() => name.Length).Result;" : "sum += await Task.Run(() => name.Length);")}}
                return {{(member > 2 && Next(2) == 0 ? $"sum + await Async{member - 2}(name, token)" : "sum")}};
            }
        """;

    private string Plain(int member) => $$"""
            public int Plain{{member}}(IEnumerable<string> names, int limit)
            {
                var total = 0;
                foreach (var name in names.Where(name => name.Length > {{Next(9)}}))
                {
                    if (!_map.TryGetValue(name, out var value))
                    {
                        value = name.Length switch { 0 => 1, < {{Next(20) + 2}} => 2, _ => limit };
                        _map[name] = value;
                    }

                    total += value > limit ? value - limit : value;
                }

                return total{{(member > 1 ? " + _count" : "")}};
            }
        """;

    private string Gate() => "_" + (char)('a' + Next(4));

    private int Next(int below)
    {
        _state = unchecked((_state * 1_664_525) + 1_013_904_223);
        return (int)((_state >> 8) % (uint)below);
    }
}
