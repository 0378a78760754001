using Unravel.Annotations;

namespace Unravel.Annotations
{
    // What the package adds to a project.
    [AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Method)]
    internal sealed class GuardedByAttribute(string guard) : Attribute
    {
        public string Guard { get; } = guard;
    }

    [AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor)]
    internal sealed class RequiresLockAttribute(params string[] locks) : Attribute
    {
        public string[] Locks { get; } = locks;
    }
}

namespace Unravel.Samples.Pitfalls.SharedState
{
    /// <summary>What the attributes say is not done.</summary>
    public sealed class UNR5001DeclaredGuard
    {
        private readonly object _gate = new();

        [GuardedBy(nameof(_gate))]
        private int _count;

        public int Count => _count; // UNR5001

        public void Restart() => Reset(); // UNR5001

        [RequiresLock(nameof(_gate))]
        internal void Reset() => _count = 0;
    }

    /// <summary>Each holds the lock.</summary>
    public sealed class UNR5001DeclaredGuardRepaired
    {
        private readonly object _gate = new();

        [GuardedBy(nameof(_gate))]
        private int _count;

        public int Count
        {
            get
            {
                lock (_gate)
                {
                    return _count;
                }
            }
        }

        public void Restart()
        {
            lock (_gate)
            {
                Reset();
            }
        }

        [RequiresLock(nameof(_gate))]
        internal void Reset() => _count = 0;
    }
}
