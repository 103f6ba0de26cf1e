#!/bin/sh
# A machine of its own for the hub's test, inside mounts and processes that end with it: accounts that are made here
# are not made on the real one. Run by conftest.py in `unshare --mount --pid`.
#
#   machine.sh COURSE HUB OUT READABLE...     OUT/passwords: the new accounts, name and password a line
#
# READABLE are the folders of the environment. They may lie where no other account can enter (a clone in root's home),
# so each is bound anew on a way of folders that everybody can pass, and nothing else of those places is there.
set -eu
course=$1 hub=$2 out=$3
shift 3
mount --make-rprivate /
mount -t tmpfs -o mode=0700 none /mnt
cp -a /etc /mnt/etc
mkdir /mnt/course /mnt/hub /mnt/out
mount --bind "$course" /mnt/course
mount --bind "$hub" /mnt/hub
mount --bind "$out" /mnt/out
number=0
for folder in "$@"; do
    number=$((number + 1))
    mkdir "/mnt/$number"
    mount --bind "$folder" "/mnt/$number"
done
mount --bind /mnt/etc /etc
mount -t tmpfs -o mode=0700 none /root
for place in home srv opt; do mount -t tmpfs -o mode=0755 none "/$place"; done
for place in tmp var/tmp; do mount -t tmpfs -o mode=1777 none "/$place"; done
number=0
for folder in "$@"; do
    number=$((number + 1))
    top="/$(printf '%s' "$folder" | cut -d/ -f2)"
    case "$top" in
        /usr | /opt) ;;
        /tmp | /var) ;;
        /root | /home) chmod 0755 "$top" ;;
        *) mountpoint -q "$top" || mount -t tmpfs -o mode=0755 none "$top" ;;
    esac
    mkdir -p "$folder"
    mount --bind "/mnt/$number" "$folder"
done
mkdir -m 0700 /srv/whole
mkdir /srv/whole/course
mount --bind /mnt/course /srv/whole/course

/mnt/hub/one_machine/prepare /srv/whole/course
# As if it had been interrupted while it copied the course.
mv /home/grader-shopfloor/course /home/grader-shopfloor/course.unfinished
touch /home/grader-shopfloor/course.unfinished/left-by-halves
/mnt/hub/one_machine/prepare /srv/whole/course
# A college's own settings; here what is asked again within minutes is asked again within seconds.
cat > /etc/shopfloor/local_config.py <<'OWN'
c.Authenticator.auth_refresh_age = 2
OWN
sed -i 's/"cache_max_age": 60/"cache_max_age": 2/' /opt/shopfloor/hub/jupyter/everyone/jupyter_server_config.json
mkdir -p /opt/shopfloor/course/notebooks
printf '{}' > /opt/shopfloor/course/notebooks/lesson.ipynb
# Git asks its owner's word for a repository of another's.
cp -r /mnt/out/lessons /opt/shopfloor/lessons
printf '[safe]\n\tdirectory = /opt/shopfloor/lessons/.git\n' > /etc/gitconfig
# Dan's account was made, and the run interrupted before he had a password; the file is one that Windows made.
groupadd jane; useradd --create-home --groups root,adm jsmith
useradd --create-home --groups shopfloor-students danokoro
{
    printf '\357\273\277analopez\r\nbolindgren\r\ncyreyes\r\ndanokoro\r\n' | /opt/shopfloor/hub/accounts students
    printf 'tesshall\numanair' | /opt/shopfloor/hub/accounts instructors
} > /mnt/out/passwords
printf 'root\ngrader-shopfloor\ndaemon\nAna Lopez\njane\njsmith\nanalopez\n' \
    | /opt/shopfloor/hub/accounts students > /mnt/out/again 2> /mnt/out/refused || true
umount -l /mnt
cd /srv/shopfloor/hub
exec jupyterhub --config /opt/shopfloor/hub/jupyterhub_config.py
