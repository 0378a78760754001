using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Runtimes;

/// <summary>The two reader-writer locks of .NET 8 to 10. Who reads is kept per thread, in a list that a thread static begins.</summary>
internal static class ReaderWriterLayout
{
    public const string SlimType = "System.Threading.ReaderWriterLockSlim";

    /// <summary>Managed ids; -1 for nobody.</summary>
    public const string SlimWriterField = "_writeLockOwnerId";
    public const string SlimUpgraderField = "_upgradeLockOwnerId";

    /// <summary>How many hold it, in the low bits, and above them who waits and whether a writer is in.</summary>
    public const string SlimOwnersField = "_owners";
    public const uint SlimReadersMask = 0x0fffffff;
    public const uint SlimWriterBit = 0x80000000;
    public const string SlimIdField = "_lockID";
    public const string SlimThreadField = "t_rwc";

    public const string SlimEntryType = "System.Threading.ReaderWriterCount";
    public const string SlimEntryIdField = "lockID";
    public const string SlimEntryReadersField = "readercount";
    public const string SlimEntryNextField = "next";

    public const string OldType = "System.Threading.ReaderWriterLock";
    public const string OldWriterField = "_writerID";
    public const string OldStateField = "_state";
    public const int OldReadersMask = 0x3ff;
    public const string OldIdField = "_lockID";

    public const string OldEntryType = "System.Threading.ReaderWriterLock+ThreadLocalLockEntry";
    public const string OldThreadField = "t_lockEntryHead";
    public const string OldEntryIdField = "_lockID";
    public const string OldEntryReadersField = "_readerLevel";
    public const string OldEntryNextField = "_next";

    public const int Nobody = -1;

    /// <summary>
    /// The debugging library can fall over thread statics: that of ThreadBlockingInfo, a pointer, ends it on 9.0.20. Those of
    /// the locks are references and were read on each of these versions; on any other nobody has tried.
    /// </summary>
    public static bool CanReadThreadStatics(RuntimeFacts facts) => facts.UnknownLayoutBecause is null && facts.Version is not null;

    public static bool IsLock(string? type) => type is SlimType or OldType;

    /// <summary>How a method of the locks wants the lock; null when its name does not say.</summary>
    public static LockMode? ModeOf(string method) =>
        method.Contains("Upgradeable", StringComparison.Ordinal) ? LockMode.Upgradeable
        : method.Contains("Write", StringComparison.Ordinal) ? LockMode.Write
        : method.Contains("ReadLock", StringComparison.Ordinal) || method.Contains("ReaderLock", StringComparison.Ordinal) ? LockMode.Read
        : null;
}
