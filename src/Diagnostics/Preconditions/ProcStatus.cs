using System.Globalization;

namespace Unravel.Diagnostics.Preconditions;

/// <summary>What is used of <c>/proc/pid/status</c>: who a process is and what it may do.</summary>
/// <param name="Group">Id of the process: of what this is a thread.</param>
/// <param name="TracerId">Thread that traces it (of a debugger); 0 when there is none.</param>
/// <param name="Users">Real, effective, saved and file system user id.</param>
/// <param name="Groups">The same of the group.</param>
/// <param name="Permitted">Capabilities it may use, as bits.</param>
/// <param name="Effective">Capabilities it uses now.</param>
internal sealed record ProcStatus(
    int Group, int TracerId, IReadOnlyList<uint> Users, IReadOnlyList<uint> Groups, ulong Permitted, ulong Effective)
{
    private const int SysPtrace = 19;

    public uint User => Users[0];

    /// <summary>May trace processes of others (CAP_SYS_PTRACE, capabilities(7)).</summary>
    public bool MayTraceOthers => (Effective >> SysPtrace & 1) != 0;

    public static ProcStatus? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                values.TryAdd(line[..colon], line[(colon + 1)..].Trim());
            }
        }

        var users = Ids(values, "Uid");
        var groups = Ids(values, "Gid");
        return users.Count < 3 || groups.Count < 3
            ? null
            : new ProcStatus(
                Number(values, "Tgid"),
                Number(values, "TracerPid"),
                users,
                groups,
                Bits(values, "CapPrm"),
                Bits(values, "CapEff"));
    }

    private static int Number(Dictionary<string, string> values, string key) =>
        int.TryParse(values.GetValueOrDefault(key), CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static List<uint> Ids(Dictionary<string, string> values, string key)
    {
        var ids = new List<uint>();
        foreach (var part in values.GetValueOrDefault(key, "").Split('\t', ' '))
        {
            if (uint.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                ids.Add(id);
            }
        }

        return ids;
    }

    private static ulong Bits(Dictionary<string, string> values, string key) =>
        ulong.TryParse(values.GetValueOrDefault(key), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits) ? bits : 0;
}
